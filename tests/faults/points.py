"""Points at which a process of the product kills itself, as `kill -9` would, when it is asked to.

A point is armed by a file of its name in a folder that the environment names. Whoever reaches it
first renames the file, which tells the battery who died, and is gone before the next instruction.
"""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

FOLDER = "FAULTS_POINTS"
"""The variable that names the folder."""
TAKING_BACK = "in taking a job back"
WEB, WORKER, SWEEPER = "web", "worker", "sweeper"


def _always(*_: Any, **__: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Point:
    """Before or after a call of a function of the product ("module:name")."""

    name: str
    who: str
    """Whose process gets there; empty when it may be one or the other."""
    function: str
    is_after: bool = True
    when: Callable[..., bool] = _always
    """Whether a call counts: asked with its result and its arguments."""

    def plant(self, folder: Path) -> None:
        """Wrap the function, for everybody who calls it by its module."""
        path, name = self.function.split(":")
        module = import_module(path)
        inner = getattr(module, name)

        @wraps(inner)
        def outer(*arguments: Any, **named: Any) -> Any:
            if not self.is_after and self.when(None, *arguments, **named):
                _die_if_armed(folder / self.name)
            result = inner(*arguments, **named)
            if self.is_after and self.when(result, *arguments, **named):
                _die_if_armed(folder / self.name)
            return result

        setattr(module, name, outer)


def _die_if_armed(mark: Path) -> None:
    try:
        mark.rename(mark.with_suffix(f".{os.getpid()}"))
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def _took_one(lease: object, *_: Any) -> bool:
    return lease is not None


def _reclaims(_: object, job: int, kind: str, **__: Any) -> bool:
    return kind == "reclaimed"


POINTS = (
    Point("in the transaction of an order", WEB, "billing.ledger:hold"),
    Point("before an order is answered", WEB, "videos.jobs:submit"),
    Point("in the transaction of a release", "", "billing.ledger:release"),
    Point("before a cancel is answered", WEB, "videos.jobs:cancel"),
    Point("between claim and step", WORKER, "videos.jobs:claim", when=_took_one),
    Point("before a lease is renewed", WORKER, "videos.jobs:renew", is_after=False),
    Point("after a lease is renewed", WORKER, "videos.jobs:renew"),
    Point("between two stages", WORKER, "videos.jobs:advance"),
    Point("between two stages of a turn", WORKER, "videos.jobs:go_on"),
    Point("between two files", WORKER, "videos.storage.artifacts:store"),
    Point("between files and success", WORKER, "videos.jobs:succeed", is_after=False),
    Point("before tokens are captured", WORKER, "billing.ledger:capture", is_after=False),
    Point("before success is committed", WORKER, "videos.notifications:ready"),
    Point("after success", WORKER, "videos.jobs:succeed"),
    Point("before tidying", "", "videos.storage.artifacts:tidy", is_after=False),
    Point("before a failure is written", WORKER, "videos.jobs:fail_attempt", is_after=False),
    Point(TAKING_BACK, SWEEPER, "videos.jobs.timeline_events:record", when=_reclaims),
    Point("before an order is sent", WORKER, "videos.jobs.ordering:begin"),
    Point("before a vendor's id is kept", WORKER, "videos.jobs.ordering:accept", is_after=False),
    Point("after a vendor's id is kept", WORKER, "videos.jobs.ordering:accept"),
    Point("before a clip is stored", WORKER, "videos.execution.filming.clips:fetch"),
    Point("after a clip is stored", WORKER, "videos.execution.filming.clips:_stored"),
    Point("before an e-mail is sent", SWEEPER, "videos.notifications:_email"),
)


def install() -> None:
    """Plant every point, if the environment names a folder."""
    folder = os.environ.get(FOLDER)
    for point in POINTS if folder else ():
        point.plant(Path(folder or ""))


def arm(folder: Path, name: str) -> None:
    """Let the first process that reaches a point die there."""
    (folder / name).touch()


def victim(folder: Path, name: str) -> int | None:
    """Return the id of the process that died at an armed point; None while nobody did."""
    died = next(folder.glob(f"{name}.*"), None)
    if died is None:
        return None
    died.unlink()
    return int(died.suffix[1:])
