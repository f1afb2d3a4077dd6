"""Writes the timeline of a job."""

from config.writing import add
from videos.models import JobEvent


def record(job: int, kind: str, **data: object) -> JobEvent:
    """Append an event to the job with primary key `job`, in the caller's transaction."""
    return add(JobEvent(job_id=job, kind=kind, data=data))
