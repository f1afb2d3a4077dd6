"""Django's view of the videos room."""

from django.apps import AppConfig


class VideosConfig(AppConfig):
    """Videos, their jobs and their files."""

    name = "videos"
    verbose_name = "Videos"
