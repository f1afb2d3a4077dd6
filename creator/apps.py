"""Django's view of the creator room."""

from django.apps import AppConfig


class CreatorConfig(AppConfig):
    """Pages and accounts."""

    name = "creator"
    verbose_name = "Creators"
