"""What must hold of jobs and money, whoever acts on them and whoever dies.

Simulations and kills both demand it: `broken_now` at every moment, the rest when nothing is going
on any more.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Count, Sum

from billing import audit
from billing.models import Account, AccountKind, Transfer, TransferKind
from videos.jobs.failing import BACKOFF, MAX_ATTEMPTS
from videos.models import Artifact, Attempt, Job, JobEvent
from videos.states import LIVE, TERMINAL, JobStatus, Stage
from videos.storage import artifacts

_SETTLED = {
    JobStatus.SUCCEEDED: (TransferKind.CAPTURE,),
    JobStatus.FAILED: (TransferKind.RELEASE,),
    JobStatus.CANCELED: (TransferKind.RELEASE,),
}


def broken_now() -> Iterator[str]:
    """Yield a sentence for everything that may not be, not even for a moment."""
    yield from _held_for_what_lives()
    for account in Account.objects.filter(balance__lt=0):
        yield f"{account} is below zero: {account.balance}"
    running = Job.objects.filter(status=JobStatus.RUNNING).order_by().values_list("owner")
    for owner, count in running.annotate(count=Count("pk")):
        if count > settings.JOBS_PER_CREATOR:
            yield f"creator {owner} has {count} jobs running"
    yield from _made_twice_at_once()
    for artifact in Artifact.objects.exclude(job__status=JobStatus.SUCCEEDED):
        yield f"{artifact} is shown though {artifact.job} did not succeed"


def _made_twice_at_once() -> Iterator[str]:
    """Yield the videos that more than one job makes, and the jobs that are tried twice at once."""
    live = Job.objects.filter(status__in=LIVE).order_by().values_list("video")
    for video, count in live.annotate(count=Count("pk")):
        if count > 1:
            yield f"video {video} is made {count} times at once"
    tries = Attempt.objects.filter(phase="running").order_by().values_list("job")
    for job, count in tries.annotate(count=Count("pk")):
        if count > 1:
            yield f"job {job} is tried {count} times at once"


def _held_for_what_lives() -> Iterator[str]:
    """Yield the creators whose held tokens are not the price of their live jobs."""
    prices = dict(
        Job.objects.filter(status__in=LIVE)
        .order_by()
        .values_list("owner")
        .annotate(total=Sum("price"))
    )
    for account in Account.objects.filter(kind=AccountKind.HELD):
        owed = prices.get(account.owner_id, 0)
        if account.balance != owed:
            yield f"{account.balance} tokens are held for live jobs that cost {owed}"


def broken_books() -> Iterator[str]:
    """Yield a sentence for every transfer that is wrong when nothing is going on any more."""
    yield from audit.faults()
    known = set(Job.objects.values_list("public_id", flat=True))
    for transfer in Transfer.objects.exclude(job=""):
        if transfer.job not in known:
            yield f"{transfer.key} belongs to no job"
    made = Job.objects.filter(status=JobStatus.SUCCEEDED).order_by().values_list("video")
    for video, count in made.annotate(count=Count("pk")):
        if count > 1:
            yield f"video {video} was made and paid {count} times"


def strays() -> Iterator[str]:
    """Yield the stored files that belong to nobody."""
    named = set(Artifact.objects.values_list("key", flat=True))
    for job in Job.objects.all():
        folder = artifacts.folder(job.public_id)
        lying = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
        for name in lying:
            if f"{folder}/{name}" not in named:
                yield f"{name} was left behind by {job.public_id} ({job.status})"


def broken_job(job: Job) -> Iterator[str]:
    """Yield a sentence for everything that is wrong with a job that must be over."""
    if job.status not in TERMINAL:
        yield f"still {job.status} in {job.stage}, due {job.available_at}"
        return
    yield from _money(job)
    yield from _attempts(job)
    yield from _story(job)
    yield from _deadlines(job)
    if job.status == JobStatus.SUCCEEDED and (job.stage, job.progress) != ("storing", 100):
        yield f"succeeded in {job.stage} at {job.progress} percent"


def _deadlines(job: Job) -> Iterator[str]:
    """Yield what is wrong if it was ended for being late."""
    since, allowed = {
        "queued_too_long": (job.created_at, settings.QUEUE_DEADLINE),
        "ran_too_long": (job.started_at, settings.RUN_DEADLINE),
    }.get(job.error_code, (None, timedelta()))
    if since and job.finished_at and job.finished_at <= since + allowed:
        yield f"was ended as {job.error_code} after {job.finished_at - since}"
    if job.error_code == "queued_too_long" and job.started_at:
        yield "was ended as if it had not begun"


def _money(job: Job) -> Iterator[str]:
    kinds = Counter(Transfer.objects.filter(job=job.public_id).values_list("kind", flat=True))
    kinds.pop(TransferKind.REFUND, None)
    wanted = Counter([TransferKind.HOLD, *_SETTLED[JobStatus(job.status)]])
    if kinds != wanted:
        yield f"{job.status}, but its transfers are {dict(kinds)}"
    amounts = set(
        Transfer.objects.filter(job=job.public_id)
        .exclude(kind=TransferKind.REFUND)
        .values_list("amount", flat=True)
    )
    if amounts != {job.price}:
        yield f"costs {job.price}, and moved {amounts}"


def _attempts(job: Job) -> Iterator[str]:
    tries = list(Attempt.objects.filter(job=job).order_by("number"))
    if [one.number for one in tries] != list(range(1, len(tries) + 1)):
        yield "its attempts are not numbered in a row"
    if len(tries) > MAX_ATTEMPTS:
        yield f"was tried {len(tries)} times"
    if any(one.phase == "running" for one in tries):
        yield "is over, and an attempt still runs"
    untried = "failed" if job.error_code == "queued_too_long" else "canceled"
    last = tries[-1].phase if tries else untried
    between_tries = job.status == JobStatus.CANCELED and last == "failed"
    if last != job.status and not between_tries:
        yield f"is {job.status}, its last attempt {last}"
    for earlier, later in pairwise(tries):
        if earlier.error_code == "permanent":
            yield "was tried again after a permanent error"
        ended = earlier.ended_at
        if ended is None or later.started_at - ended < BACKOFF * 0.75 - timedelta(milliseconds=1):
            yield "was tried again without a pause"


def _story(job: Job) -> Iterator[str]:
    story = JobEvent.objects.filter(job=job).exclude(kind="refunded").order_by("pk")
    told = list(story.values_list("kind", flat=True))
    kinds = Counter(told)
    if told[-1] != job.status:
        yield f"is {job.status}, and its story goes on with {told[-1]}"
    if kinds["queued"] != 1 or kinds["started"] > 1:
        yield f"was queued and started {kinds['queued']} and {kinds['started']} times"
    ends = {kind: kinds[kind] for kind in ("succeeded", "failed", "canceled") if kinds[kind]}
    if ends != {job.status: 1}:
        yield f"is {job.status} and tells {ends}"
    stages = [one.data["stage"] for one in JobEvent.objects.filter(job=job, kind="stage")]
    if stages != list(Stage)[1 : len(stages) + 1]:
        yield f"went through {stages}"
