"""Writes the timeline of a job."""

from videos.models import JobEvent


def record(job: int, kind: str, **data: object) -> JobEvent:
    """Append an event to the job with primary key `job`, in the caller's transaction."""
    return JobEvent.objects.create(job_id=job, kind=kind, data=data)
