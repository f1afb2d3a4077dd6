"""What a creator is told when storage refuses their file through no fault of theirs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from videos.exceptions import ReelsmithError, StepFailed

log = logging.getLogger(__name__)


@contextmanager
def storage_for(name: str, missing: ReelsmithError | None = None) -> Iterator[None]:
    """Let errors of storage be ours, about the file called `name`.

    Raises:
        StepFailed: storage refused, or is away; trying again may help.
        ReelsmithError: `missing`, where something is not there that should be.
    """
    try:
        yield
    except OSError as error:
        if missing and isinstance(error, FileNotFoundError):
            raise missing from error
        log.exception("Storage failed for “%s”.", name)
        raise StepFailed(
            f"“{name}” cannot be kept at the moment. Try again in a few minutes.",
            retryable=True,
            code="storage_away",
        ) from error
