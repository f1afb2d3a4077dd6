"""What must hold when a simulation has come to rest: of jobs, money, files and e-mails."""

from collections.abc import Iterator

from django.core import mail
from django.core.files.storage import default_storage

from billing.spending import refunds
from tests.delivered import CONTENT
from tests.invariants import broken_books, broken_job, broken_now, strays
from tests.simulation.actors import Cast
from videos.models import Artifact, Job, JobEvent, Notice
from videos.providers.registry import STUDIO
from videos.states import TERMINAL, JobStatus


def broken_at_rest(cast: Cast) -> Iterator[str]:
    """Yield a sentence for everything that is wrong when nothing is going on any more."""
    yield from broken_now()
    yield from broken_books()
    yield from cast.conflicts
    for (owner, key), public_id in cast.accepted.items():
        if not Job.objects.filter(owner=owner, idempotency_key=key, public_id=public_id).exists():
            yield f"{public_id} was accepted and is not there"
    for job in Job.objects.order_by("pk"):
        stored = cast.world.stored.get(job.pk, set())
        yield from (f"{job.public_id}: {fault}" for fault in _faults_of(job, stored))
    yield from strays()


def _faults_of(job: Job, stored: set[int]) -> Iterator[str]:
    yield from broken_job(job)
    if job.status in TERMINAL:
        yield from _refunds(job)
        yield from _unfilmed(job, stored)
        yield from _notices(job)
        yield from _files(job)


def _refunds(job: Job) -> Iterator[str]:
    """Yield what is wrong with how refunds are told: each one once, with what it gave."""
    given = sorted(refunds(job.public_id).values_list("amount", flat=True))
    events = JobEvent.objects.filter(job=job, kind="refunded")
    told = sorted(event.data["amount"] for event in events)
    if told != given:
        yield f"gave back {given} and tells of {told}"
    if given and job.status != JobStatus.SUCCEEDED:
        yield f"is {job.status} and gave back {given}"


def _unfilmed(job: Job, stored: set[int]) -> Iterator[str]:
    """Yield what is wrong with what came back of the vendors' part, for what is not in the video.

    `stored` is how many filmed scenes may be in it. What was filmed too late to be drawn is not.
    """
    if job.status != JobStatus.SUCCEEDED:
        return
    filmed = {0} if job.route["provider"] == STUDIO else stored
    scenes = len(job.storyboard["scenes"])
    owed = {job.surcharge * (scenes - count) // scenes for count in filmed}
    back = refunds(job.public_id).filter(key__endswith=":unfilmed")
    given = sum(back.values_list("amount", flat=True))
    if given not in owed:
        yield f"{filmed} of {scenes} scenes were filmed, and {given} of {job.surcharge} came back"


def _notices(job: Job) -> Iterator[str]:
    notices = list(Notice.objects.filter(job=job).order_by("pk"))
    wanted = {"succeeded": ["ready"], "failed": ["failed"], "canceled": []}[job.status]
    wanted += ["refunded"] * refunds(job.public_id).count()
    if [one.kind for one in notices] != wanted:
        yield f"is {job.status} and was told as {[one.kind for one in notices]}"
    for notice in notices:
        mark = f"<notice-{notice.pk}-{job.public_id}@"
        sent = any(mark in one.extra_headers["Message-ID"] for one in mail.outbox)
        if notice.email_sent_at is None or not sent:
            yield "its creator got no e-mail"


def _files(job: Job) -> Iterator[str]:
    if job.status != JobStatus.SUCCEEDED:
        return
    stored = {one.kind: one for one in Artifact.objects.filter(job=job)}
    for kind, content in CONTENT.items():
        if kind.value not in stored or not default_storage.exists(stored[kind.value].key):
            yield f"succeeded without its {kind.value}"
            continue
        with default_storage.open(stored[kind.value].key) as file:
            if file.read() != content:
                yield f"its {kind.value} is not what was made"
