"""What a step does when storage does not take what it made."""

from collections.abc import Iterator
from contextlib import contextmanager

from videos.exceptions import StepFailed
from videos.storage.faults import StorageFault

AGAIN = 30.0
"""Seconds before the next try: a service that is busy is seldom well in three."""


@contextmanager
def stowing() -> Iterator[None]:
    """Turn a fault of storage into a step that failed, and may do better a little later.

    Raises:
        StepFailed: storage has a fault. What was made is still in the job's scratch folder, or
            with its vendor.
    """
    try:
        yield
    except StorageFault as fault:
        raise StepFailed(
            "The files of this video could not be stored, which is our fault. Your tokens are "
            "back; try again in a few minutes.",
            retryable=True,
            code="storage_away",
            retry_after=AGAIN,
        ) from fault
