"""Makes a video from a terminal: no server, no account, no tokens."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from videos.exceptions import InvalidRequest, ReelsmithError
from videos.management.terminal import declare, order_of
from videos.narrators import services
from videos.scripting.planner import plan
from videos.studio import production

LABELS = {
    "narration": "Speaking",
    "visuals": "Drawing",
    "assembling": "Assembling",
    "checking": "Checking",
}


class Command(BaseCommand):
    """`manage.py make_video SCRIPT.txt --out video.mp4`."""

    help = "Turn a script file into a video, with its thumbnail and captions beside it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        add = parser.add_argument
        add("script", type=Path, help="a text file")
        add("--out", type=Path, default=Path("video.mp4"), help="where to put it (video.mp4)")
        declare(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the video, or say in a sentence why not."""
        try:
            self._make(options, options["out"])
        except InvalidRequest as error:
            raise CommandError(_complaint(error)) from error
        except ReelsmithError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or 'A file'}: {error.strerror}.") from error

    def _make(self, options: dict[str, Any], out: Path) -> None:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="reelsmith-") as folder, _Bars() as bars:
            order = order_of(options, Path(folder) / "assets")
            made = production.render(
                order,
                plan(order, order.script),
                Path(folder),
                services=services(),
                on_progress=bars.update,
                should_stop=lambda: False,
            )
            for source, suffix in (
                (made.video, out.suffix),
                (made.thumbnail, ".jpg"),
                (made.srt, ".srt"),
                (made.vtt, ".vtt"),
            ):
                target = out.with_suffix(suffix)
                target.write_bytes(source.read_bytes())
        for note in made.narration.notes:
            self.stdout.write(f"Note: {note}")
        self.stdout.write(f"{out}: {made.timeline.seconds:.1f} s, {made.report.summary}")


class _Bars:
    """A progress bar per stage."""

    def __init__(self) -> None:
        self._bar: tqdm[None] | None = None
        self._stage = ""

    def __enter__(self) -> "_Bars":
        return self

    def __exit__(self, *failure: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def update(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` units of `stage` are done."""
        if stage != self._stage or self._bar is None:
            self.__exit__()
            self._stage = stage
            self._bar = tqdm(total=total, desc=LABELS.get(stage, stage), unit="")
        self._bar.total = total
        self._bar.update(done - self._bar.n)


def _complaint(error: InvalidRequest) -> str:
    lines = [
        f"  {field}: {sentence}" for field, found in error.errors.items() for sentence in found
    ]
    return "\n".join(["This cannot be made into a video.", *lines])
