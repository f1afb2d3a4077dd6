"""The lease: proof that a worker still owns a job."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from config.writing import update
from videos.exceptions import Interrupted
from videos.models import Job
from videos.states import JobStatus


class LeaseLost(Interrupted):
    """The job was canceled, finished or given to another worker in the meantime."""

    code = "lease_lost"

    def __init__(self) -> None:
        super().__init__("This job is no longer ours to work on.")


_OURS = f"id = %s AND status = '{JobStatus.RUNNING}' AND lease_owner = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """What `claim` hands out: the job's primary key and a token unique to this claim."""

    job: int
    owner: str


def write(lease: Lease, **values: object) -> None:
    """Set columns of the job. Every write of a worker compares the lease, here or through `held`.

    It is most of what a step asks of the database, so each text is made once and planned once.

    Raises:
        LeaseLost: nothing is written; a stale worker changes nothing.
    """
    if not update(Job, values, _OURS, [lease.job, lease.owner]):
        raise LeaseLost


def read(lease: Lease) -> Job:
    """Return the job, as it is while it is ours.

    Raises:
        LeaseLost: the job is no longer ours.
    """
    job = held(lease).first()
    if job is None:
        raise LeaseLost
    return job


def held(lease: Lease) -> QuerySet[Job]:
    """Return the job as a queryset that is empty unless `lease` still holds."""
    return Job.objects.filter(pk=lease.job, status=JobStatus.RUNNING, lease_owner=lease.owner)


def lockable(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Return `jobs` so that whoever reads a row has it until his transaction ends.

    Rows that others have are left out. SQLite has one writer, who has them all.
    """
    if connection.features.has_select_for_update_skip_locked:
        return jobs.select_for_update(skip_locked=True, of=("self",))
    return jobs
