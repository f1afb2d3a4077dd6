"""The lease: proof that a worker still owns a job."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from videos.exceptions import Interrupted
from videos.models import Job
from videos.states import JobStatus


class LeaseLost(Interrupted):
    """The job was canceled, finished or given to another worker in the meantime."""

    code = "lease_lost"

    def __init__(self) -> None:
        super().__init__("This job is no longer ours to work on.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """What `claim` hands out: the job's primary key and a token unique to this claim."""

    job: int
    owner: str


def held(lease: Lease) -> QuerySet[Job]:
    """Return the job as a queryset that is empty unless `lease` still holds.

    Every write of a worker is an UPDATE through this filter, so a stale worker changes nothing.
    """
    return Job.objects.filter(pk=lease.job, status=JobStatus.RUNNING, lease_owner=lease.owner)


def lockable(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Return `jobs` so that whoever reads a row has it until his transaction ends.

    Rows that others have are left out. SQLite has one writer, who has them all.
    """
    if connection.features.has_select_for_update_skip_locked:
        return jobs.select_for_update(skip_locked=True, of=("self",))
    return jobs
