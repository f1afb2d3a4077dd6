"""Drawing parts in parallel: processes that are fed, watched, resumed, and stopped at once."""

import json
import logging
import os
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import av

from videos.exceptions import Interrupted, StepFailed
from videos.spec import to_json
from videos.studio.assets import check
from videos.studio.kept import Kept
from videos.studio.packets import unprobed
from videos.studio.parts import Part, cut
from videos.studio.quality import record
from videos.studio.shares import Shares
from videos.studio.timeline import Timeline

log = logging.getLogger(__name__)

_POLL = 0.2
_TAIL = 4000
_TIMELINE = "timeline.json"
_FRUGAL = {"MALLOC_MMAP_THRESHOLD_": "1000000", "MALLOC_ARENA_MAX": "1"}
"""Makes glibc give large pieces of memory back at once: pictures come and go in them."""


@dataclass(slots=True)
class _Worker:
    number: int
    process: subprocess.Popen[bytes]
    errors: IO[bytes]
    rest: bytes = b""


@dataclass(slots=True, kw_only=True)
class _Watch:
    parts: Sequence[Part]
    shares: Shares
    done: dict[int, int]
    """Frames drawn of each part."""
    on_progress: Callable[[int, int], None]
    should_stop: Callable[[], bool]
    on_part: Callable[[Part], None]
    workers: list[_Worker] = field(default_factory=list)

    def report(self) -> None:
        self.on_progress(sum(self.done.values()), self.parts[-1].end)


def render_parts(  # noqa: PLR0913 - what, where from and to, and whom to tell
    timeline: Timeline,
    folder: Path,
    *,
    assets: Path | None = None,
    kept: Kept | None = None,
    processes: int | None = None,
    on_progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
) -> list[Path]:
    """Draw every part of a timeline into `folder` and return the files in order.

    Parts that lie there already, or are `kept`, are taken as they are. `assets` is the folder of
    the creator's files. `on_progress` is told (frames done, all frames).

    Raises:
        Interrupted: `should_stop` said so; nothing is left running.
        StepFailed: a file of the creator's is missing, or a renderer died; trying again carries on
            from the finished parts.
    """
    check(timeline, assets)
    parts = cut(timeline)
    path = _prepare(timeline, folder)
    done = {n: part.length if _is_there(part, folder, kept) else 0 for n, part in enumerate(parts)}
    missing = {n: part.length for n, part in enumerate(parts) if not done[n]}
    watch = _Watch(
        parts=parts,
        shares=Shares(missing, processes or os.cpu_count() or 1),
        done=done,
        on_progress=on_progress,
        should_stop=should_stop,
        on_part=lambda part: kept.add(part.path(folder)) if kept else None,
    )
    watch.report()
    with ExitStack() as stack:
        for number in range(watch.shares.workers):
            worker = _start(number, path, (folder, assets), stack)
            watch.workers.append(worker)
            _feed(watch, worker)
        _follow(watch)
    if kept and missing:
        kept.tidy()
    return [part.path(folder) for part in parts]


def _prepare(timeline: Timeline, folder: Path) -> Path:
    """Leave the timeline beside its parts, where the workers read it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _TIMELINE
    path.write_text(json.dumps(to_json(timeline), ensure_ascii=False), encoding="utf-8")
    for partial in folder.glob("*.part"):
        partial.unlink()
    return path


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


def _start(
    number: int, timeline: Path, folders: tuple[Path, Path | None], stack: ExitStack
) -> _Worker:
    folder, assets = folders
    errors = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    command = [
        sys.executable, "-m", "videos.studio.segment", str(timeline.resolve()),
        "--out-dir", str(folder.resolve()), "--parent", str(os.getpid()),
    ]  # fmt: skip
    if assets is not None:
        command += ["--assets", str(assets.resolve())]
    process = subprocess.Popen(  # noqa: S603 - our own module, with our own arguments
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        cwd=Path(__file__).parents[2],
        env=os.environ | _FRUGAL,
    )
    stack.callback(_end, process)
    return _Worker(number, process, errors)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):  # what was not read before it ended
                pipe.close()


def _feed(watch: _Watch, worker: _Worker) -> None:
    """Give a worker its next part, or let it end."""
    pipe, part = worker.process.stdin, watch.shares.next(worker.number)
    if pipe is None:
        return
    with suppress(BrokenPipeError):  # it died, which is noticed where its output ends
        if part is None:
            pipe.close()
        else:
            pipe.write(b"%d\n" % part)
            pipe.flush()


def _follow(watch: _Watch) -> None:
    """Read progress until every process has ended."""
    with selectors.DefaultSelector() as selector:
        for worker in watch.workers:
            if worker.process.stdout is not None:
                selector.register(worker.process.stdout, selectors.EVENT_READ, worker)
        while selector.get_map():
            if watch.should_stop():
                raise Interrupted("Rendering was stopped.")
            for key, _ in selector.select(_POLL):
                worker = key.data
                chunk = os.read(key.fd, 65536)
                if chunk:
                    _hear(watch, worker, chunk)
                else:
                    selector.unregister(key.fileobj)
                    _check(worker)
            watch.report()


def _hear(watch: _Watch, worker: _Worker, chunk: bytes) -> None:
    *lines, worker.rest = (worker.rest + chunk).split(b"\n")
    for line in lines:
        progress = json.loads(line)
        part = int(progress["part"])
        watch.done[part] = int(progress["frames"])
        if progress["done"]:
            watch.on_part(watch.parts[part])
            _feed(watch, worker)


def _check(worker: _Worker) -> None:
    if worker.process.wait() == 0:
        return
    worker.errors.seek(0, os.SEEK_END)
    worker.errors.seek(max(0, worker.errors.tell() - _TAIL))
    tail = worker.errors.read().decode("utf-8", "replace")
    log.error("A renderer ended with %s:\n%s", worker.process.returncode, tail)
    raise StepFailed(
        "Drawing the pictures stopped unexpectedly. Please try again: finished scenes are kept.",
        retryable=True,
        code="render_failed",
    )
