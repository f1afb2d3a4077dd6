"""Orders placed with vendors, as rows."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count

from django.utils import timezone

from videos.models import Job, Submission
from videos.providers.errors import ErrorKind
from videos.states import LIVE_SUBMISSION, SubmissionPhase

_numbers = count(1)


def placed(
    job: Job, provider: str = "grand", phase: SubmissionPhase = SubmissionPhase.ACCEPTED,
    kind: ErrorKind | None = None, *, cents: float = 0, ago: timedelta = timedelta(),
) -> Submission:  # fmt: skip
    """Return an order for a scene of `job` that was placed, or ended, so long ago."""
    row = Submission.objects.create(
        job=job, scene=next(_numbers), number=1, provider=provider, phase=phase, brief={},
        error_kind=kind.value if kind else "", cost_cents=Decimal(str(cents)),
        ended_at=None if phase in LIVE_SUBMISSION else timezone.now() - ago,
    )  # fmt: skip
    return moved(row, timezone.now() - ago)


def failures(job: Job, times: int, provider: str = "grand", ago: timedelta = timedelta()) -> None:
    """Let as many orders fail through the vendor's fault, so long ago."""
    for _ in range(times):
        placed(job, provider, SubmissionPhase.FAILED, ErrorKind.RETRYABLE, ago=ago)


def moved(row: Submission, created: datetime) -> Submission:
    """Return `row` as if it had been created at another moment."""
    Submission.objects.filter(pk=row.pk).update(created_at=created)
    row.refresh_from_db()
    return row
