"""From an order to a queued job with its tokens held."""

from django.conf import settings
from django.db import IntegrityError, transaction

from billing import ledger
from config.types import UserId
from videos import queue, quotes, uploads, usage
from videos.exceptions import ReelsmithError
from videos.jobs import limits
from videos.jobs import timeline_events as events
from videos.models import Job, Video
from videos.spec import VideoSpec, to_json
from videos.states import LIVE, JobStatus


class IdempotencyConflict(ReelsmithError):
    """The same idempotency key came with another order."""

    code = "idempotency_conflict"

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used for another order. Send a new key with a new order."
        )


class TooManyJobs(ReelsmithError):
    """The creator's queue is full."""

    code = "too_many_jobs"
    retryable = True

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"You have {limit} videos waiting already. Wait until one is done, or cancel one."
        )


def submit(owner: UserId, order: VideoSpec, *, idempotency_key: str, request_id: str = "") -> Job:
    """Create a video and its job, and hold the price, in one transaction.

    The same key with the same order again returns the first job: a double click pays once.

    Raises:
        InsufficientTokens: nothing is created.
        IdempotencyConflict: the key was used for another order.
        TooManyJobs: the creator's queue is full.
        NoRoom: the creator keeps as much as the plan allows.
        InvalidRequest: a file of the creator's that the order names was deleted, or the provider
            that it names cannot make it now.
    """
    earlier = _submitted(owner, order, idempotency_key)
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            video = Video.objects.create(
                owner_id=owner, campaign_name=order.campaign_name, spec=to_json(order)
            )
            return _enqueue(video, order, idempotency_key=idempotency_key, request_id=request_id)
    except IntegrityError:
        # Two requests with one key raced; the other one's job is ours too.
        earlier = _submitted(owner, order, idempotency_key)
        if earlier is None:
            raise
        return earlier


def retry(job: Job, *, idempotency_key: str, request_id: str = "") -> Job:
    """Start a new job for the video of `job`, which failed or was canceled.

    A video that is being made, or is made already, keeps its job and nothing is charged.

    Raises:
        InsufficientTokens, TooManyJobs, NoRoom, InvalidRequest: as `submit` does; nothing is
            created.
    """
    order = job.order
    with transaction.atomic():
        video = Video.objects.select_for_update().get(pk=job.video_id)
        earlier = _submitted(job.owner_id, order, idempotency_key)
        if earlier is not None:
            return earlier
        going = video.jobs.filter(status__in=(*LIVE, JobStatus.SUCCEEDED)).first()
        return going or _enqueue(
            video, order, idempotency_key=idempotency_key, request_id=request_id
        )


def _submitted(owner: UserId, order: VideoSpec, key: str) -> Job | None:
    earlier = Job.objects.filter(owner_id=owner, idempotency_key=key).first()
    if earlier is not None and earlier.spec != to_json(order):
        raise IdempotencyConflict
    return earlier


def _enqueue(video: Video, order: VideoSpec, *, idempotency_key: str, request_id: str) -> Job:
    limit = settings.QUEUED_JOBS_PER_CREATOR
    if not limits.may_order(video.owner_id, limit):
        raise TooManyJobs(limit)
    usage.refuse_excess(video.owner_id)
    uploads.attach(video, order)
    quote = quotes.quote(video.owner_id, order)
    job = Job.objects.create(
        video=video,
        owner_id=video.owner_id,
        spec=to_json(order),
        route=to_json(quote.route),
        price=quote.estimate.tokens,
        surcharge=quote.estimate.surcharge,
        idempotency_key=idempotency_key,
        request_id=request_id,
    )
    ledger.hold(video.owner_id, job.price, job=job.public_id, reason=video.campaign_name)
    events.record(job.pk, "queued", price=job.price)
    queue.nudge_on_commit()
    return job
