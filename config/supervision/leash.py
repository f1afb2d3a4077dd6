"""Runs a command that cannot outlive its parent.

    python -m config.supervision.leash PARENT_PID COMMAND [ARGUMENT …]

The kernel is asked to kill this process when its parent is gone; the request survives exec. Only
Linux can do that; elsewhere our own processes watch their parent, see `lost_parent`.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def tie(parent: int) -> None:
    """Die when `parent` does, also when that happened a moment ago."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if lost_parent(parent):
        sys.exit(1)


def lost_parent(parent: int) -> bool:
    """Say whether somebody else has become the parent of this process."""
    return os.getppid() != parent


if __name__ == "__main__":
    tie(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 - the supervisor's own command
