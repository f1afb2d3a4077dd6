"""The app that makes a process of the product one that can be killed in time."""

from django.apps import AppConfig


class FaultsConfig(AppConfig):
    """Quick stages and points of death, in web server, workers and sweeper alike."""

    name = "tests.faults"

    def ready(self) -> None:
        """Put both in place; the product's own modules are imported by now."""
        from tests.faults import points, stages

        stages.install()
        stages.install_vendors()
        points.install()
