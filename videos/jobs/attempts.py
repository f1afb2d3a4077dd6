"""How an attempt ends."""

from dataclasses import dataclass

from django.utils import timezone

from config.writing import update
from videos.models import Attempt, Job
from videos.states import AttemptPhase

_GOING_ON = f"job_id = %s AND phase = '{AttemptPhase.RUNNING}'"
COMPLETE = f"""
UPDATE videos_attempt SET
    phase = '{AttemptPhase.SUCCEEDED}', stage = changed.stage, ended_at = %(now)s,
    report = %(report)s
FROM changed
WHERE job_id = changed.id AND phase = '{AttemptPhase.RUNNING}'
"""
"""Ends the running attempt of a job that is `changed` as one that delivered; `report` has the
figures as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why an attempt ended: a sentence for the creator, evidence for the admin."""

    code: str
    message: str
    retryable: bool
    evidence: str = ""
    retry_after: float | None = None
    """Seconds before which a retry is of no use, where a service said so."""


def fail(job: Job, failure: Failure, *, next_step: str) -> None:
    """End the running attempt of `job`, if there is one, and tell what is done next."""
    _end(
        job,
        AttemptPhase.FAILED,
        error_code=failure.code,
        error_message=failure.message,
        evidence=failure.evidence,
        next_step=next_step,
    )


def cancel(job: Job) -> None:
    """End the running attempt of `job`, if there is one, because its creator wanted it."""
    _end(job, AttemptPhase.CANCELED)


def _end(job: Job, phase: AttemptPhase, **told: object) -> None:
    ending = {"phase": phase.value, "stage": job.stage, "ended_at": timezone.now()}
    update(Attempt, ending | told, _GOING_ON, [job.pk])
