"""What must be true of a product that was killed: while it goes on, and when all is done."""

import hashlib
from collections.abc import Iterable, Iterator

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import QuerySet

from tests.booked import Booked
from tests.faults.customers import Customer
from tests.faults.stages import content
from tests.filmed import broken_orders, broken_orders_now
from tests.invariants import broken_books, broken_job, broken_now, strays
from videos.models import Artifact, Job, Submission
from videos.states import DELIVERED, JobStatus, SubmissionPhase


def wrong_now() -> list[str]:
    """Return what is wrong at one moment of a product that goes on."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return [*broken_now(), *broken_orders_now()]


def wrong_at_rest(customers: Iterable[Customer], book: Iterable[Booked]) -> Iterator[str]:
    """Yield what is wrong when nothing is left to do, beside a vendor's book too."""
    yield from broken_now()
    yield from broken_orders(book)
    yield from broken_books()
    yield from strays()
    if not _filmed_ones().filter(status=JobStatus.SUCCEEDED).exists():
        yield f"of {_filmed_ones().count()} videos with clips of a vendor, none was delivered"
    for job in Job.objects.order_by("pk"):
        for fault in (*broken_job(job), *_broken_files(job)):
            yield f"{job.public_id}: {fault}"
    for customer in customers:
        yield from customer.complaints
        yield from _broken_promises(customer)


def _filmed_ones() -> QuerySet[Job]:
    made = Submission.objects.filter(phase=SubmissionPhase.SUCCEEDED)
    return Job.objects.filter(pk__in=made.values("job"))


def _broken_promises(customer: Customer) -> Iterator[str]:
    mine = Job.objects.filter(owner=customer.owner)
    for key, video in customer.accepted.items():
        if not mine.filter(idempotency_key=f"api:{key}", video__public_id=video).exists():
            yield f"{video} was accepted and is not there"


def _broken_files(job: Job) -> Iterator[str]:
    if job.status != JobStatus.SUCCEEDED:
        return
    stored = {one.kind: one for one in Artifact.objects.filter(job=job)}
    for kind in DELIVERED:
        artifact = stored.get(kind.value)
        if artifact is None or not default_storage.exists(artifact.key):
            yield f"succeeded without its {kind}"
            continue
        with default_storage.open(artifact.key) as file:
            read = file.read()
        if read != content(job.public_id, kind):
            yield f"its {kind} is not what was made"
        if artifact.sha256 != hashlib.sha256(read).hexdigest():
            yield f"its {kind} is not what its row says"
