"""Opening strangers' files in a process of its own: little memory, little time, no environment."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from videos.exceptions import Interrupted, StepFailed
from videos.studio.intake import limits
from videos.studio.intake.facts import Unusable, Window

log = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[3]
_POLL = 0.2
_TAIL = 4000
_SECONDS = {"inspect": limits.INSPECT_SECONDS, "prepare": limits.PREPARE_SECONDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What the process is to do; `target` is the file that "prepare" writes."""

    verb: str
    kind: str
    name: str
    source: Path
    target: Path | None = None
    window: Window | None = None
    """Of a clip, what is kept of it."""


def run(task: Task, should_stop: Callable[[], bool]) -> dict[str, Any]:
    """Do a task in a limited process and return its answer.

    Raises:
        Unusable: the file is at fault.
        StepFailed: we are; trying again may help.
        Interrupted: `should_stop` said so; nothing is left running.
    """
    done = _run(task, should_stop)
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        if "unusable" in answer:
            raise Unusable(answer["unusable"])
        return answer
    log.error(
        "Reading %s ended with %s:\n%s",
        task.source, done.returncode, done.stderr[-_TAIL:].decode("utf-8", "replace"),
    )  # fmt: skip
    if done.returncode < 0:
        raise Unusable(
            f"{task.name} could not be read: it breaks the program that opens it, or takes too "
            "long. Save it again in a common format and upload it again."
        )
    raise StepFailed(f"Reading {task.name} stopped unexpectedly. Please try again.", retryable=True)


def _run(task: Task, should_stop: Callable[[], bool]) -> "subprocess.CompletedProcess[bytes]":
    with subprocess.Popen(
        [sys.executable, "-m", "videos.studio.intake.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=_ROOT,
        env=_environment(),
        process_group=0,
    ) as process:
        try:
            return _followed(process, task, should_stop)
        finally:
            _kill(process)


def _followed(
    process: "subprocess.Popen[bytes]", task: Task, should_stop: Callable[[], bool]
) -> "subprocess.CompletedProcess[bytes]":
    """Wait until a process has answered, has to stop, or has had its time."""
    request: bytes | None = _request(task)
    deadline = time.monotonic() + _SECONDS[task.verb]
    while not should_stop():
        left = deadline - time.monotonic()
        if left <= 0:
            raise Unusable(
                f"{task.name} takes too long to read. Make it smaller or shorter and upload it "
                "again."
            )
        with suppress(subprocess.TimeoutExpired):
            answer, errors = process.communicate(request, timeout=min(_POLL, left))
            return subprocess.CompletedProcess(process.args, process.returncode, answer, errors)
        request = None  # what is not sent yet, the process object keeps
    raise Interrupted("The work was stopped.")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process, and whatever it may have started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def _request(task: Task) -> bytes:
    request = {
        "verb": task.verb, "kind": task.kind, "name": task.name,
        "source": str(task.source.resolve()), "parent": os.getpid(),
        "target": str(task.target.resolve()) if task.target else "",
        "window": [task.window.start, task.window.seconds] if task.window else None,
    }  # fmt: skip
    return json.dumps(request).encode()


def _environment() -> dict[str, str]:
    """Return no secrets, and one thread for the libraries that would start one per core."""
    kept = {
        key: os.environ[key] for key in ("PATH", "LANG", "LD_LIBRARY_PATH") if key in os.environ
    }
    return kept | {"OPENBLAS_NUM_THREADS": "1"}
