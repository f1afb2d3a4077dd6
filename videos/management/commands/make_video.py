"""Makes a video from a terminal: no server, no account, no tokens."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from videos import catalog
from videos.exceptions import InvalidRequest, ReelsmithError
from videos.scripting.planner import plan
from videos.scripting.validation import order as validated
from videos.spec import Aspect, CaptionMode, CaptionStyle, Quality, VideoSpec
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
        add("--name", default="", help="campaign name; default: the file's name")
        add("--aspect", choices=[a.value for a in Aspect], default="16:9", help="shape (16:9)")
        add("--style", choices=[s.id for s in catalog.STYLES], default="aurora", help="(aurora)")
        add("--voice", default="auto", help="a voice's name, or auto: one of the script's language")
        add(
            "--duration", type=int, choices=catalog.DURATIONS, default=0,
            help="seconds to aim at; 0 speaks at a natural pace (0)",
        )  # fmt: skip
        add(
            "--captions", choices=[c.value for c in CaptionMode], default=CaptionMode.BURNED.value,
            help="drawn into the picture, only as files, or none (burned)",
        )  # fmt: skip
        add(
            "--caption-style", choices=[c.value for c in CaptionStyle],
            default=CaptionStyle.PILL.value, help="how drawn captions look (pill)",
        )  # fmt: skip
        add("--brand-colour", default="", help="your own accent colour, such as #4a3aff")
        add("--no-progress-bar", action="store_true", help="no line along the bottom")
        add("--no-music", action="store_true", help="the voice alone")
        add("--preview", action="store_true", help="small and fast: 360 lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the video, or say in a sentence why not."""
        try:
            self._make(_order(options), options["out"])
        except InvalidRequest as error:
            raise CommandError(_complaint(error)) from error
        except ReelsmithError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or 'A file'}: {error.strerror}.") from error

    def _make(self, order: VideoSpec, out: Path) -> None:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="reelsmith-") as folder, _Bars() as bars:
            made = production.render(
                order,
                plan(order, order.script),
                Path(folder),
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


def _text(script: Path) -> str:
    try:
        return script.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{script} is not a text file in UTF-8. Save it as UTF-8.") from error


def _order(options: dict[str, Any]) -> VideoSpec:
    script = options["script"]
    name = options["name"] or script.stem.replace("-", " ").replace("_", " ").title()
    order = validated(
        {
            "campaign_name": name[: catalog.CAMPAIGN_MAX],
            "script": _text(script),
            "aspect": options["aspect"],
            "style": options["style"],
            "voice": options["voice"],
            "duration": options["duration"],
            "captions": options["captions"],
            "caption_style": options["caption_style"],
            "brand_colour": options["brand_colour"],
            "progress_bar": not options["no_progress_bar"],
            "music": not options["no_music"],
        }
    )
    return replace(order, quality=Quality.PREVIEW if options["preview"] else Quality.FULL)
