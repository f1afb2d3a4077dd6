"""Rendering shots in parallel: segment processes, watched, resumable, and stoppable at once."""

import json
import logging
import os
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import av

from videos.exceptions import Interrupted, StepFailed
from videos.spec import to_json
from videos.studio.assets import check
from videos.studio.segment import shot_path
from videos.studio.timeline import Timeline

log = logging.getLogger(__name__)

_POLL = 0.2
_TAIL = 4000
_TIMELINE = "timeline.json"


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    errors: IO[bytes]
    rest: bytes = b""


@dataclass(slots=True)
class _Watch:
    timeline: Timeline
    done: dict[int, int]
    """Frames rendered of each shot."""
    on_progress: Callable[[int, int], None]
    should_stop: Callable[[], bool]
    workers: list[_Worker] = field(default_factory=list)

    def report(self) -> None:
        self.on_progress(sum(self.done.values()), self.timeline.frames)


def render_shots(
    timeline: Timeline,
    folder: Path,
    *,
    assets: Path | None = None,
    processes: int | None = None,
    on_progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
) -> list[Path]:
    """Render every shot of a timeline into `folder` and return the files in order.

    Shots that an earlier call finished are kept. `assets` is the folder of the creator's files.
    `on_progress` is told (frames done, all frames).

    Raises:
        Interrupted: `should_stop` said so; nothing is left running.
        StepFailed: a file of the creator's is missing, or a renderer died; trying again carries on
            from the finished shots.
    """
    check(timeline, assets)
    path = _prepare(timeline, folder)
    finished = [i for i in range(len(timeline.shots)) if _is_finished(timeline, folder, i)]
    done = {i: _length(timeline, i) if i in finished else 0 for i in range(len(timeline.shots))}
    watch = _Watch(timeline, done, on_progress, should_stop)
    watch.report()
    missing = [index for index in done if index not in finished]
    lists = balanced(timeline, missing, processes or os.cpu_count() or 1)
    with ExitStack() as stack:
        for shots in lists:
            watch.workers.append(_start(path, shots, (folder, assets), stack))
        _follow(watch)
    return [shot_path(folder, index) for index in done]


def balanced(timeline: Timeline, shots: Sequence[int], processes: int) -> list[list[int]]:
    """Share shots between processes so that each has about the same number of frames."""
    lists: list[list[int]] = [[] for _ in range(min(processes, len(shots)))]
    loads = [0] * len(lists)
    for index in sorted(shots, key=lambda shot: _length(timeline, shot), reverse=True):
        lightest = loads.index(min(loads))
        lists[lightest].append(index)
        loads[lightest] += _length(timeline, index)
    return [sorted(chosen) for chosen in lists]


def _length(timeline: Timeline, index: int) -> int:
    return timeline.shots[index].end - timeline.shots[index].start


def _prepare(timeline: Timeline, folder: Path) -> Path:
    """Write the timeline beside its shots; shots of another timeline are thrown away."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _TIMELINE
    text = json.dumps(to_json(timeline), ensure_ascii=False)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        for old in folder.glob("shot-*.mp4"):
            old.unlink()
        path.write_text(text, encoding="utf-8")
    for partial in folder.glob("shot-*.part"):
        partial.unlink()
    return path


def _is_finished(timeline: Timeline, folder: Path, index: int) -> bool:
    path = shot_path(folder, index)
    if not path.exists():
        return False
    try:
        with av.open(str(path)) as container:
            return container.streams.video[0].frames == _length(timeline, index)
    except (av.FFmpegError, IndexError):
        return False


def _start(
    path: Path, shots: list[int], folders: tuple[Path, Path | None], stack: ExitStack
) -> _Worker:
    folder, assets = folders
    errors = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    command = [
        sys.executable, "-m", "videos.studio.segment", str(path.resolve()),
        "--shots", ",".join(map(str, shots)), "--out-dir", str(folder.resolve()),
        "--parent", str(os.getpid()),
    ]  # fmt: skip
    if assets is not None:
        command += ["--assets", str(assets.resolve())]
    process = subprocess.Popen(  # noqa: S603 - our own module, with our own arguments
        command, stdout=subprocess.PIPE, stderr=errors, cwd=Path(__file__).parents[2]
    )
    stack.callback(_end, process)
    return _Worker(process, errors)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


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
                    _count(watch, worker, chunk)
                else:
                    selector.unregister(key.fileobj)
                    _check(worker)
            watch.report()


def _count(watch: _Watch, worker: _Worker, chunk: bytes) -> None:
    *lines, worker.rest = (worker.rest + chunk).split(b"\n")
    for line in lines:
        progress = json.loads(line)
        watch.done[int(progress["shot"])] = int(progress["frames"])


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
