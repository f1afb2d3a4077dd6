"""Every address of the product."""

from django.contrib import admin
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("", include("videos.urls")),  # the first that are tried, and players ask most often
    path("", include("creator.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", include("videos.api.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
