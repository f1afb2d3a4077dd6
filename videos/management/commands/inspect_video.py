"""Measures a finished video as the quality gate does."""

from pathlib import Path
from typing import Any

import av
from django.core.management.base import BaseCommand, CommandError, CommandParser

from videos.studio import quality


class Command(BaseCommand):
    """`manage.py inspect_video FILE`; the exit code is 1 when there is a fault."""

    help = "Measure a video: every picture, the whole sound, and what is wrong with them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file."""
        parser.add_argument("video", type=Path, help="an MP4 file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table and the faults."""
        report = _inspected(options["video"])
        for what, how_much in report.table:
            self.stdout.write(f"{what:<16} {how_much}")
        found = quality.faults(report)
        for sentence in found:
            self.stdout.write(self.style.ERROR(f"Fault: {sentence}"))
        if found:
            raise CommandError(f"{len(found)} of the checks failed.")
        self.stdout.write(self.style.SUCCESS("No fault found."))


def _inspected(path: Path) -> quality.Report:
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    try:
        return quality.inspect(path)
    except (av.FFmpegError, IndexError) as error:
        raise CommandError(f"{path} is not a video with picture and sound.") from error
