"""Opening strangers' files in a process of its own: little memory, little time, no environment."""

import json
import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from videos.exceptions import StepFailed
from videos.studio.intake import limits
from videos.studio.intake.facts import Unusable

log = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[3]
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


def run(task: Task) -> dict[str, Any]:
    """Do a task in a limited process and return its answer.

    Raises:
        Unusable: the file is at fault.
        StepFailed: we are; trying again may help.
    """
    done = _run(task)
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


def _run(task: Task) -> "subprocess.CompletedProcess[bytes]":
    request = {
        "verb": task.verb, "kind": task.kind, "name": task.name,
        "source": str(task.source.resolve()), "parent": os.getpid(),
        "target": str(task.target.resolve()) if task.target else "",
    }  # fmt: skip
    try:
        return subprocess.run(
            [sys.executable, "-m", "videos.studio.intake.worker"],
            input=json.dumps(request).encode(),
            capture_output=True,
            cwd=_ROOT,
            env=_environment(),
            timeout=_SECONDS[task.verb],
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unusable(
            f"{task.name} takes too long to read. Make it smaller or shorter and upload it again."
        ) from error


def _environment() -> dict[str, str]:
    """Return no secrets, and one thread for the libraries that would start one per core."""
    kept = {
        key: os.environ[key] for key in ("PATH", "LANG", "LD_LIBRARY_PATH") if key in os.environ
    }
    return kept | {"OPENBLAS_NUM_THREADS": "1"}
