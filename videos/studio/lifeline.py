"""What worker processes owe the system: to end with their parent, and to give memory back."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
_LARGE = 1_000_000
"""Bytes: what holds a picture or a second of sound."""


def die_with_parent(parent: int) -> None:
    """Ask the kernel to kill this process when its parent is gone (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # The parent died before the request was made.
        sys.exit(1)


def be_frugal() -> None:
    """Have large pieces of memory given back at once, and threads share one heap (glibc).

    To be called before there are threads; `mallopt(3)` names the settings.
    """
    if sys.platform == "linux":
        tune = getattr(ctypes.CDLL(None), "mallopt", None)
        if tune is not None:
            tune(_M_MMAP_THRESHOLD, _LARGE)
            tune(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Return freed memory to the system, which glibc else keeps in pieces."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
