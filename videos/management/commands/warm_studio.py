"""Compiles what draws and mixes, so that the first video does not wait for it."""

import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """`manage.py warm_studio`; prints nothing when everything is compiled already."""

    help = "Compile what draws and mixes, unless that is done; takes half a minute."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile in a process of its own, whose memory goes away."""
        command = [sys.executable, "-m", "videos.studio.warm"]
        if subprocess.call(command, cwd=settings.BASE_DIR):  # noqa: S603 - our own module
            raise CommandError(
                "Compiling the studio ahead of time failed; the lines above say why. Videos can be "
                "made all the same: the first one will take a while longer."
            )
