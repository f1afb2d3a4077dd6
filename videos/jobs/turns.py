"""Whose turn it is: which of the due jobs is to be worked on next."""

from collections.abc import Iterator

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from videos.models import Job
from videos.states import JobStatus


def in_turn(due: QuerySet[Job], limit: int) -> Iterator[QuerySet[Job]]:
    """Yield parts of the `due` jobs, each in order; the first of the first that has any is next.

    The first job of a creator who has none running comes first: nobody waits for all the work of
    somebody else. Then come begun jobs, so that work in progress is finished, then queued ones. Of
    each kind those of the creators with the fewest running ones, previews before full videos, and
    the oldest. A creator who has `limit` running begins no other.

    Parts, because each is read through an index in its own order, up to the first that fits. One
    query for all of them would have to weigh every live job first.
    """
    due = due.order_by("-kind", "available_at", "pk")
    queued, begun = due.filter(status=JobStatus.QUEUED), due.filter(status=JobStatus.RUNNING)
    yield _of_creators_with(0, queued)
    counted = begun.annotate(owner_running=_owner_running())
    for count in range(1, limit + 1):
        yield counted.filter(owner_running=count)
    yield counted.filter(owner_running__gt=limit).order_by("owner_running", *due.query.order_by)
    for count in range(1, limit):
        yield _of_creators_with(count, queued)


def _of_creators_with(count: int, jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Return those of the `jobs` whose creators have `count` running.

    Often there are thousands and none of them fits, so all others are looked up once beforehand.
    """
    running = Job.objects.filter(status=JobStatus.RUNNING).order_by().values("owner")
    others = running.annotate(count=Count("pk")).exclude(count=count).values("owner")
    return jobs.exclude(owner__in=others)


def _owner_running() -> Coalesce:
    """Return how many jobs of a job's creator are running. Of begun jobs the first mostly fits."""
    running = Job.objects.filter(owner=OuterRef("owner"), status=JobStatus.RUNNING).order_by()
    counted = running.values("owner").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)
