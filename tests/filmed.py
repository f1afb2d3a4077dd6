"""What must hold of orders placed with vendors, by our rows and by the vendors' own books; and what
is left of a video that is not really drawn.

Simulations and kills both demand it, as they demand `tests/invariants.py`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from django.core.files.storage import default_storage
from django.db.models import F

from tests.booked import Booked
from videos.execution import filming
from videos.execution.filming import asking
from videos.execution.materials import plan_of
from videos.execution.step import Step
from videos.models import Job, Submission
from videos.providers.errors import ErrorKind
from videos.providers.registry import declaration
from videos.spec import Asset, AssetKind
from videos.states import LIVE, TERMINAL, SubmissionPhase


def keep_drawn(step: Step) -> int:
    """Leave what assembling leaves of a video that has every clip which is there by now.

    Returns how many scenes are filmed.
    """
    asked, made = plan_of(step), SubmissionPhase.SUCCEEDED
    there = Submission.objects.filter(job=step.job, phase=made).values_list("scene", flat=True)
    clips = dict.fromkeys(there, Asset(kind=AssetKind.CLIP, file="clip.mp4", name="A clip"))
    scenes = tuple(replace(one, footage=clips.get(one.index)) for one in asked.scenes)
    step.workspace.keep_unfilmed(filming.unfilmed(asked, replace(asked, scenes=scenes)))
    return sum(scene.footage is not None for scene in scenes)


def broken_orders_now() -> Iterator[str]:
    """Yield a sentence for every order that may not be, not even for a moment."""
    for row in Submission.objects.filter(cost_cents__lt=0):
        yield f"{row} costs {row.cost_cents} cents"
    scenes = Submission.objects.filter(at_our_cost=True).values_list("job", "scene")
    for (job, scene), count in Counter(scenes).items():
        if count > 1:
            yield f"scene {scene} of job {job} was ordered at our cost {count} times"
    for earlier, later in pairwise(Submission.objects.order_by("job", "scene", "number")):
        same = (earlier.job_id, earlier.scene) == (later.job_id, later.scene)
        if same and earlier.error_kind == ErrorKind.MODERATION:
            yield f"{later} was ordered after a refusal of the words"


def ordered_too_late() -> Iterator[str]:
    """Yield the orders that were begun for a job that was over, by one clock for everybody."""
    for row in Submission.objects.filter(created_at__gt=F("job__finished_at")):
        yield f"{row} was ordered for {row.job}, which was over"


def lost_clips() -> Iterator[str]:
    """Yield the orders whose clip is needed, and is not in storage."""
    made = Submission.objects.filter(phase=SubmissionPhase.SUCCEEDED)
    for row in made.filter(job__status__in=LIVE):
        if not row.clip:
            yield f"{row} succeeded without a clip, and its job goes on"
    for row in made.exclude(clip=""):
        if not default_storage.exists(row.clip):
            yield f"the clip of {row} is not there"


def broken_orders(book: Iterable[Booked]) -> Iterator[str]:
    """Yield what is wrong with orders when nothing is going on any more."""
    yield from broken_orders_now()
    yield from lost_clips()
    yield from _stray_clips()
    for row in Submission.objects.filter(ended_at=None):
        yield f"{row} is still {row.phase}"
    known = {row.reference: row for row in Submission.objects.select_related("job")}
    entries = list(book)
    for reference, count in Counter(entry.reference for entry in entries).items():
        if count > 1:
            yield f"{reference} was ordered {count} times"
    for entry in entries:
        if entry.reference in known:
            yield from _of(entry, known[entry.reference])
        else:
            yield f"no row knows of {entry.remote_id}"


def is_late(at: datetime, row: Submission) -> bool:
    """Say whether an order that a vendor took at a moment was given up by then.

    Its process had stood still for longer than sending takes, and others went on without it.
    """
    return at - row.created_at > asking.SENDING


def _of(entry: Booked, row: Submission) -> Iterator[str]:
    """Yield what is wrong with an order in a vendor's book."""
    if row.remote_id == entry.remote_id:
        if row.job.status in TERMINAL and not _is_done_with(entry, row):
            yield f"{row.provider} goes on with {row}, which is {row.phase}"
    elif row.remote_id:
        yield f"{row} is {entry.remote_id}, and is said to be {row.remote_id}"
    elif entry.was_heard or not (is_late(entry.at, row) or _is_excused(row)):
        yield f"{row.provider} has {row}, which is {row.phase} without an id"


def _is_done_with(entry: Booked, row: Submission) -> bool:
    """Say whether a vendor was told to stop, or had come to an end before we had."""
    over, ended = entry.over_at, row.ended_at
    return entry.was_told or (over is not None and ended is not None and over <= ended)


def _is_excused(row: Submission) -> bool:
    """Say whether a row may not know what its vendor has: it says so, and nobody can look it up."""
    given_up = row.phase in {SubmissionPhase.LOST, SubmissionPhase.CANCELED}
    return given_up and bool(row.evidence) and not declaration(row.provider).can_look_up


def _stray_clips() -> Iterator[str]:
    """Yield the clips in storage that belong to nobody, and those of videos that are made."""
    named = dict(Submission.objects.exclude(clip="").values_list("clip", "job__status"))
    for job in Job.objects.all():
        folder = f"clips/{job.public_id}"
        lying = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
        for name in lying:
            if f"{folder}/{name}" not in named:
                yield f"the clip {name} was left behind by {job.public_id} ({job.status})"
    for clip, status in named.items():
        if status == "succeeded":
            yield f"the clip {clip} was kept though its video is made"
