"""Drawing parts in parallel: processes that are fed, watched, resumed, and stopped at once."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Any, cast

import av

from videos.exceptions import Interrupted, StepFailed
from videos.spec import to_json
from videos.studio.assets import check
from videos.studio.crew import CORES, Crew, Renderer
from videos.studio.kept import Kept
from videos.studio.packets import unprobed
from videos.studio.parts import Part, cut
from videos.studio.quality import record
from videos.studio.shares import Shares
from videos.studio.stopping import ShouldStop
from videos.studio.timeline import Timeline

log = logging.getLogger(__name__)

_POLL = 0.2
_TIMELINE = "timeline.json"


@dataclass(slots=True, kw_only=True)
class _Watch:
    parts: Sequence[Part]
    shares: Shares
    done: dict[int, int]
    """Frames drawn of each part."""
    on_progress: Callable[[int, int], None]
    should_stop: ShouldStop
    on_part: Callable[[Part], None]
    left: set[int]
    """Parts that are not drawn to their end."""

    @property
    def is_drawing(self) -> bool:
        return bool(self.left)

    def report(self) -> None:
        self.on_progress(sum(self.done.values()), self.parts[-1].end)


def render_parts(  # noqa: PLR0913 - what, where from and to, by whom, and whom to tell
    timeline: Timeline,
    folder: Path,
    *,
    assets: Path | None = None,
    kept: Kept | None = None,
    crew: Crew | None = None,
    processes: int | None = None,
    on_progress: Callable[[int, int], None],
    should_stop: ShouldStop,
) -> list[Path]:
    """Draw every part of a timeline into `folder` and return the files in order.

    Parts that lie there already, or are `kept`, are taken as they are. `assets` is the folder of
    the creator's files; a `crew` is one that goes on to other videos. `on_progress` is told
    (frames done, all frames).

    Raises:
        Interrupted: `should_stop` said so; nothing is left running.
        StepFailed: a file of the creator's is missing, or a renderer died; trying again carries on
            from the finished parts.
    """
    check(timeline, assets)
    parts = cut(timeline)
    _prepare(timeline, folder)
    done = {n: part.length if _is_there(part, folder, kept) else 0 for n, part in enumerate(parts)}
    missing = {n: part.length for n, part in enumerate(parts) if not done[n]}
    watch = _Watch(
        parts=parts,
        shares=Shares(missing, processes or CORES),
        done=done,
        on_progress=on_progress,
        should_stop=should_stop,
        on_part=lambda part: kept.add(part.path(folder)) if kept else None,
        left=set(missing),
    )
    watch.report()
    if missing:
        with nullcontext(crew) if crew else Crew() as drawing:
            _draw(watch, drawing, _order(folder, assets))
    if kept and missing:
        kept.tidy()
    return [part.path(folder) for part in parts]


def draw_thumbnail(
    timeline: Timeline,
    folder: Path,
    path: Path,
    *,
    assets: Path | None = None,
    crew: Crew | None = None,
    should_stop: ShouldStop,
) -> None:
    """Have the thumbnail of a timeline whose parts lie in `folder` drawn to `path`.

    A renderer does it, so that whoever calls need not load what draws.

    Raises:
        Interrupted, StepFailed: see `render_parts`.
    """
    _prepare(timeline, folder)
    with (
        nullcontext(crew) if crew else Crew() as drawing,
        drawing.hired(1) as (renderer,),
        DefaultSelector() as selector,
    ):
        selector.register(renderer, EVENT_READ)
        renderer.tell(**_order(folder, assets))
        renderer.tell(thumbnail=str(path.resolve()))
        while not selector.select(_POLL):
            if should_stop():
                raise Interrupted("Rendering was stopped.")
        _reports(renderer)


def _prepare(timeline: Timeline, folder: Path) -> None:
    """Leave the timeline beside its parts, where renderers read it."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(to_json(timeline), ensure_ascii=False)
    (folder / _TIMELINE).write_text(text, encoding="utf-8")
    for partial in folder.glob("*.part"):
        partial.unlink()


def _order(folder: Path, assets: Path | None) -> dict[str, str | None]:
    """Return what tells a renderer about a video."""
    paths = {"timeline": folder / _TIMELINE, "folder": folder, "assets": assets}
    return {name: str(path.resolve()) if path else None for name, path in paths.items()}


def _is_there(part: Part, folder: Path, kept: Kept | None) -> bool:
    path = part.path(folder)
    return _is_whole(part, path) or (
        kept is not None and kept.fetch(path) and _is_whole(part, path)
    )


def _is_whole(part: Part, path: Path) -> bool:
    """Say whether a part has all its frames, and the bytes that were looked at."""
    if not path.exists():
        return False
    try:
        with unprobed(path) as container:
            complete = container.streams.video[0].frames == part.length
        return complete and record.belongs(path)
    except (av.FFmpegError, IndexError):
        return False


def _draw(watch: _Watch, crew: Crew, video: Mapping[str, str | None]) -> None:
    """Have the missing parts of a video drawn, and return when all are."""
    with crew.hired(watch.shares.workers) as renderers, DefaultSelector() as selector:
        for number, renderer in enumerate(renderers):
            selector.register(renderer, EVENT_READ, number)
            renderer.tell(**video)
            _feed(watch, renderer, number)
        while watch.is_drawing:
            if watch.should_stop():
                raise Interrupted("Rendering was stopped.")
            for key, _ in selector.select(_POLL):
                _hear(watch, cast("Renderer", key.fileobj), key.data)
            watch.report()


def _feed(watch: _Watch, renderer: Renderer, number: int) -> None:
    """Give a renderer its next part, if there is one left."""
    part = watch.shares.next(number)
    if part is not None:
        renderer.tell(part=part)


def _hear(watch: _Watch, renderer: Renderer, number: int) -> None:
    for report in _reports(renderer):
        part = int(report["part"])
        watch.done[part] = int(report["frames"])
        if report["done"]:
            watch.on_part(watch.parts[part])
            watch.left.remove(part)
            _feed(watch, renderer, number)


def _reports(renderer: Renderer) -> list[dict[str, Any]]:
    reports = renderer.hear()
    if reports is None:
        log.error("A renderer ended with %s", renderer.last_words())
        raise StepFailed(
            "Drawing the pictures stopped unexpectedly. Please try again: finished scenes are "
            "kept.",
            retryable=True,
            code="render_failed",
        )
    return reports
