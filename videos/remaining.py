"""How long a job will still take, from its counts and its timeline."""

from datetime import datetime

from django.utils import timezone

from videos.estimates import workload
from videos.models import Job, JobEvent
from videos.states import Stage
from videos.workload import Pace


def seconds_left(job: Job) -> int:
    """Return the seconds until `job` is ready: the work left, at the pace of its pictures."""
    load = workload(job.order)
    done = load.done(Stage(job.stage), job.stage_done, job.stage_total)
    return max(1, round(load.seconds_left(done, _pace(job))))


def _pace(job: Job) -> Pace:
    """Return how drawing went. After a retry only the last try counts."""
    if job.started_at is None:
        return Pace()  # spares a look
    events = {_name(event): event for event in job.events.filter(kind__in=["stage", "drawing"])}
    began, first = events.get(Stage.VISUALS.value), events.get("drawing")
    over = events.get(Stage.ASSEMBLING.value)
    if began is None:
        return Pace()
    if first is None or first.pk < began.pk:
        return Pace(starting=_seconds(began.created_at, timezone.now()))
    total = max(1, first.data["total"])
    ended = over is not None and over.pk > first.pk
    drawn = total if ended else job.stage_done
    return Pace(
        starting=_seconds(began.created_at, first.created_at),
        drawing=_seconds(first.created_at, over.created_at if over and ended else timezone.now()),
        share=max(0.0, (drawn - first.data["done"]) / total),
    )


def _name(event: JobEvent) -> str:
    return str(event.data.get("stage", event.kind))


def _seconds(start: datetime, end: datetime) -> float:
    return max(0.0, (end - start).total_seconds())
