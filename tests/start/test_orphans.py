"""What a process started and left running ends with it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.start.test_supervision import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can adopt orphans")

_LEAVES_ONE_BEHIND = """
import pathlib, signal, subprocess, sys
left = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
pathlib.Path(sys.argv[1]).write_text(str(left.pid))
if sys.argv[2] == "waits":
    signal.pause()
"""
_SUPERVISES = """
import sys
from config.supervision.services import Service
from config.supervision.supervisor import Supervisor
command = [sys.executable, "-c", *sys.argv[1:]]
Supervisor([Service(name="careless", command=command)]).run(lambda: None)
"""


@contextmanager
def supervised(mark: Path, how: str) -> Iterator[subprocess.Popen[bytes]]:
    """Give a supervisor of one process, which starts another and never ends it."""
    command = [sys.executable, "-c", _SUPERVISES, _LEAVES_ONE_BEHIND, str(mark), how]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as supervisor:
        try:
            yield supervisor
        finally:
            supervisor.terminate()


def written(mark: Path) -> Callable[[], bool]:
    """Return a condition: the process that is left behind has been started."""
    return lambda: mark.exists() and bool(mark.read_text())


def test_a_stop_ends_what_a_process_started(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    with supervised(mark, "waits"):
        until(written(mark), 10, "nothing was started")
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


def test_who_ends_by_itself_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    with supervised(mark, "ends"):
        until(written(mark), 10, "nothing was started")
        first = mark.read_text()
        until(lambda: mark.read_text() not in {"", first}, 10, "it was not started again")
        with pytest.raises(ProcessLookupError):
            os.kill(int(first), 0)
