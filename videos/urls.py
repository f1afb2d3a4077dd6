"""Files of videos by expiring links, and the door for webhooks of vendors."""

from django.urls import path

from videos import files
from videos.webhooks import views

urlpatterns = [
    path("files/<str:token>/<str:name>", files.signed_file, name="signed_file"),
    path("files/<str:token>/stream/<str:name>", files.signed_stream, name="signed_stream"),
    path(
        "hooks/providers/<slug:provider>/<slug:reference>/",
        views.provider_hook,
        name="provider_hook",
    ),
]
