"""The whole path on one machine: order and storyboard in, files out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from videos.exceptions import StepFailed
from videos.spec import Storyboard, VideoSpec
from videos.studio import assembly, caption_files, farm, quality, sound
from videos.studio.assets import path_of
from videos.studio.crew import CORES, Crew
from videos.studio.kept import Kept
from videos.studio.narration import narrate
from videos.studio.narration.services import LOCAL, Services
from videos.studio.stopping import ShouldStop
from videos.studio.timeline import Narration, Timeline, build

S = TypeVar("S")
T = TypeVar("T")
PARTS, THUMBNAIL = "parts", "thumbnail.jpg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """A finished video: its files, and what went into them."""

    video: Path
    thumbnail: Path
    srt: Path
    vtt: Path
    narration: Narration
    timeline: Timeline
    report: quality.Report


def render(  # noqa: PLR0913 what is made, where, with what, and two who listen
    spec: VideoSpec,
    storyboard: Storyboard,
    folder: Path,
    *,
    kept: Kept | None = None,
    crew: Crew | None = None,
    services: Services = LOCAL,
    on_progress: Callable[[str, int, int], None],
    should_stop: ShouldStop,
) -> Production:
    """Make the video of `storyboard` in `folder`, carrying on from what is there already.

    The creator's files lie in `folder`/assets. Parts that are `kept` from other videos are not
    drawn again, a `crew` goes on to them; `services` are accounts at vendors of voices.
    `on_progress` is told (stage, done, total).

    Raises:
        StepFailed: with a sentence for the creator.
        Interrupted: `should_stop` said so.
    """
    with nullcontext(crew) if crew else Crew() as drawing:
        if not (folder / PARTS).exists():
            drawing.ready(CORES)  # they start while the words are spoken
        narration = narrate(
            storyboard, voice=spec.voice, target_seconds=float(spec.duration_seconds),
            folder=folder, on_progress=partial(on_progress, "narration"), should_stop=should_stop,
            recording=path_of(spec.recording, folder / "assets") if spec.recording else None,
            services=services,
        )  # fmt: skip
        timeline = build(spec, storyboard, narration, folder / "assets")
        drawn = partial(
            farm.render_parts, timeline, folder / PARTS, assets=folder / "assets", kept=kept,
            crew=drawing, on_progress=partial(on_progress, "visuals"), should_stop=should_stop,
        )  # fmt: skip
        heard, parts = _both(partial(sound.made, timeline, folder, should_stop), drawn)
        on_progress("assembling", 0, 1)
        farm.draw_thumbnail(
            timeline, folder / PARTS, folder / THUMBNAIL, assets=folder / "assets", crew=drawing,
            should_stop=should_stop,
        )  # fmt: skip
    made = _assembled(timeline, parts, heard, folder, should_stop)
    on_progress("assembling", 1, 1)
    report, faults = quality.examine(made["video"], timeline, folder / PARTS, should_stop)
    if report is None or faults:
        raise StepFailed(" ".join(faults), retryable=True, code="quality")
    return Production(narration=narration, timeline=timeline, report=report, **made)


def _both(aside: Callable[[], S], work: Callable[[], T]) -> tuple[S, T]:
    """Return what two calls come to, made at the same time; either may raise."""
    with ThreadPoolExecutor(1) as other:
        coming = other.submit(aside)
        result = work()
        return coming.result(), result


def _assembled(
    timeline: Timeline, parts: list[Path], heard: Path, folder: Path, should_stop: ShouldStop
) -> dict[str, Path]:
    """Join what is drawn and mixed, write captions, and return all files by name."""
    made = {
        "video": folder / "video.mp4",
        "thumbnail": folder / THUMBNAIL,
        "srt": folder / "captions.srt",
        "vtt": folder / "captions.vtt",
    }
    assembly.assemble(parts, heard, timeline, made["video"], should_stop)
    made["srt"].write_text(caption_files.srt(timeline), encoding="utf-8")
    made["vtt"].write_text(caption_files.vtt(timeline), encoding="utf-8")
    return made
