"""Who makes a delivered video ready for streaming: claim, renew, give back, finish, fail.

The only writer of `Packaging.state`. It is never charged, and its failure changes nothing about
the delivery.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from videos.exceptions import Interrupted
from videos.models import Artifact, Job, Packaging
from videos.states import JobStatus, PackagingState

MAX_TRIES = 3
BACKOFF = timedelta(minutes=1)
"""Wait before the second try; twice as long before the third."""
_CANDIDATES = 3
"""So many are looked at for one that nobody else takes in the same moment."""


class PackagingLost(Interrupted):
    """It belongs to another worker by now, or its video is deleted."""

    code = "packaging_lost"

    def __init__(self) -> None:
        super().__init__("This packaging is no longer ours to work on.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagingLease:
    """What `claim` hands out: the primary keys of the packaging and its job, and a unique token."""

    packaging: int
    job: int
    owner: str
    is_exhausted: bool
    """Its workers vanished as often as it is tried: it is only to be tidied and failed."""


def due() -> QuerySet[Packaging]:
    """Return what can be claimed now, the newest first: it is looked at most."""
    now = timezone.now()
    free = Q(lease_owner="") | Q(lease_expires_at__lt=now)
    found = Packaging.objects.filter(free, finished_at=None, available_at__lte=now)
    return found.filter(job__video__deleted_at=None).order_by("-available_at")


def is_busy(host: str) -> bool:
    """Say whether a job waits for a worker, or has one on `host`, which it is not to share."""
    live = Job.objects.filter(finished_at=None)
    waits = live.filter(lease_owner="", available_at__lte=timezone.now())
    return (
        waits.exists()
        or live.filter(status=JobStatus.RUNNING, lease_owner__startswith=f"{host}:").exists()
    )


def claim(worker: str) -> PackagingLease | None:
    """Take the next packaging for `worker`; None when nothing is due.

    One whose worker vanished is taken over, which counts as a try.
    """
    leases = (_taken(found, worker) for found in due()[:_CANDIDATES])
    return next((lease for lease in leases if lease is not None), None)


def _taken(found: Packaging, worker: str) -> PackagingLease | None:
    """Take what was read; None when somebody was faster."""
    owner, tries = f"{worker}:{secrets.token_hex(8)}", found.tries + bool(found.lease_owner)
    taken = _as_read(found).update(
        state=PackagingState.RUNNING,
        lease_owner=owner,
        lease_expires_at=timezone.now() + settings.JOB_LEASE,
        tries=tries,
    )
    if not taken:
        return None
    return PackagingLease(
        packaging=found.pk, job=found.job_id, owner=owner, is_exhausted=tries >= MAX_TRIES
    )


def _as_read(found: Packaging) -> QuerySet[Packaging]:
    """Return the row as a queryset that is empty when somebody has changed its lease since."""
    return Packaging.objects.filter(
        pk=found.pk,
        finished_at=None,
        lease_owner=found.lease_owner,
        lease_expires_at=found.lease_expires_at,
    )


def _held(lease: PackagingLease) -> QuerySet[Packaging]:
    return Packaging.objects.filter(
        pk=lease.packaging, state=PackagingState.RUNNING, lease_owner=lease.owner
    )


def renew(lease: PackagingLease) -> None:
    """Extend the lease.

    Raises:
        PackagingLost: it is not ours any more, or nobody wants it.
    """
    wanted = _held(lease).filter(job__video__deleted_at=None)
    if not wanted.update(lease_expires_at=timezone.now() + settings.JOB_LEASE):
        raise PackagingLost


def give_back(lease: PackagingLease) -> None:
    """Let it wait again, as if nobody had begun; one that is not ours is left alone."""
    _held(lease).update(state=PackagingState.WAITING, lease_owner="", lease_expires_at=None)


def finish(lease: PackagingLease, files: Iterable[Artifact], index: dict[str, Any]) -> None:
    """Publish what was made: files stored already, described by unsaved artifacts.

    Raises:
        PackagingLost: nothing is written.
    """
    with transaction.atomic():
        if not _end(_held(lease), PackagingState.DONE, cause="", index=index):
            raise PackagingLost
        Artifact.objects.bulk_create(files)


def forget(job: int) -> None:
    """Forget the stream of a job whose files go; whoever makes it just now keeps nothing of it."""
    Packaging.objects.filter(job=job).delete()


def fail(lease: PackagingLease, cause: str) -> None:
    """Note why it failed: it is tried again later, or given up after three times.

    One that is not ours any more is left alone.
    """
    row = _held(lease).first()
    if row is None:
        return
    tries = min(row.tries + 1, MAX_TRIES)
    if tries == MAX_TRIES:
        _end(_held(lease), PackagingState.FAILED, cause=cause, tries=tries)
        return
    _held(lease).update(
        state=PackagingState.WAITING,
        lease_owner="",
        lease_expires_at=None,
        available_at=timezone.now() + BACKOFF * tries,
        tries=tries,
        cause=cause,
    )


def _end(guarded: QuerySet[Packaging], state: PackagingState, **fields: Any) -> int:
    return guarded.update(
        state=state, lease_owner="", lease_expires_at=None, finished_at=timezone.now(), **fields
    )
