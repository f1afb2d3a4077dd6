"""Writes the timeline of a job."""

from config.writing import add
from videos.models import JobEvent


def record(job: int, kind: str, **data: object) -> JobEvent:
    """Append an event to the job with primary key `job`, in the caller's transaction."""
    return add(JobEvent(job_id=job, kind=kind, data=data))


def telling(kind: str, data: str = "'{}'") -> str:
    """Return the statement that appends an event to a job that is `changed`.

    `data` is SQL for JSON: a text, or the place of a value. The moment is the value `now`.
    """
    return f"""
INSERT INTO videos_jobevent (job_id, kind, data, created_at)
SELECT id, '{kind}', {data}, %(now)s FROM changed
"""
