"""Ends what a process leaves behind: those it started, and those that they started."""

import ctypes
import os
import signal
import sys
from contextlib import suppress

_PR_SET_CHILD_SUBREAPER = 36


def adopt() -> None:
    """Become the parent of every descendant whose own parent has ended (Linux, prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def end(group: int) -> None:
    """Kill what is left of a process group whose leader has ended, and return when it is gone.

    Only the adopted can be waited for; elsewhere than on Linux they end a moment later.
    """
    with suppress(ProcessLookupError, PermissionError):  # macOS refuses where Linux finds nobody
        os.killpg(group, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-group, 0)
