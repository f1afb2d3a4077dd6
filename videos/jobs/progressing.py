"""How far a job has come."""

from django.db import transaction

from videos.jobs import timeline_events as events
from videos.jobs.leases import Lease, write
from videos.models import JobEvent
from videos.spec import Storyboard, to_json


def report(lease: Lease, *, done: int, total: int, percent: int) -> None:
    """Store real counts of the current stage and the percentage of the whole job.

    Raises:
        LeaseLost: the job is no longer ours.
    """
    write(lease, stage_done=done, stage_total=total, progress=percent)


def save_plan(lease: Lease, plan: Storyboard) -> None:
    """Store the storyboard of the job.

    Raises:
        LeaseLost: the job is no longer ours.
    """
    write(lease, storyboard=to_json(plan))


def save_notes(lease: Lease, notes: list[str]) -> None:
    """Store sentences that the creator should read, in place of the earlier ones.

    Raises:
        LeaseLost: the job is no longer ours.
    """
    write(lease, notes=notes)


def record_drawing(lease: Lease, *, done: int, total: int) -> None:
    """Record that the job has drawn its first pictures: `done`, with those that it found there.

    Raises:
        LeaseLost: the job is no longer ours.
    """
    with transaction.atomic():
        # A write, which takes the row: a job that ends meanwhile would go on in its story.
        write(lease, lease_owner=lease.owner)
        events.record(lease.job, "drawing", done=done, total=total)


def record_filming(lease: Lease, *, done: int, total: int) -> None:
    """Record how many of the scenes that vendors film are there, when that has changed.

    Raises:
        LeaseLost: the job is no longer ours.
    """
    with transaction.atomic():
        write(lease, lease_owner=lease.owner)
        told = JobEvent.objects.filter(job=lease.job, kind="filming").order_by("-pk").first()
        now = {"done": done, "total": total}
        if told is None or told.data != now:
            events.record(lease.job, "filming", **now)
