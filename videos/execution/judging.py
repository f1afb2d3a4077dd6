"""Judges the larger files that creators bring, which takes longer than a request may."""

from functools import partial

from videos.execution.heartbeat import Beat
from videos.uploads import sessions


def run_one(worker: str) -> bool:
    """Claim one file that has come, and judge it; False when none waits."""
    lease = sessions.claim(worker)
    if lease is None:
        return False
    with Beat(f"upload-{lease.session}", partial(sessions.renew, lease)) as beat:
        sessions.judge(lease, beat.should_stop)
    return True
