"""Files of videos, by expiring links."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
