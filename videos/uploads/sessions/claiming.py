"""Who judges a file: one at a time, and another one when he vanishes."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from config.planned import moment, planned
from videos.exceptions import Interrupted
from videos.models import UploadSession
from videos.states import UploadState

_REQUEST = timedelta(seconds=120)
"""How long a request may take to judge a file: nobody renews its lease."""
_LOOK = 5
"""Candidates that are tried before it is somebody else's turn to look."""
_DUE = f"""
SELECT id, lease_owner FROM videos_uploadsession
WHERE state = '{UploadState.JUDGING}' AND available_at <= %(now)s
ORDER BY available_at, id LIMIT {_LOOK}
"""


class LeaseLost(Interrupted):
    """The session was given up by its creator, or is judged by somebody else."""

    code = "lease_lost"

    def __init__(self) -> None:
        super().__init__("This upload is no longer ours to judge.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The session's primary key, and a token unique to this claim."""

    session: int
    owner: str


def due() -> QuerySet[UploadSession]:
    """Return the files that wait for somebody to judge them."""
    return UploadSession.objects.filter(
        state=UploadState.JUDGING, available_at__lte=timezone.now()
    ).order_by("available_at", "pk")


def claim(worker: str) -> Lease | None:
    """Take the next file that waits, or None."""
    for session, judged_by in _candidates():
        lease = Lease(session=session, owner=f"{worker}:{secrets.token_hex(8)}")
        unchanged = due().filter(pk=session, lease_owner=judged_by)
        if _take(unchanged, lease, settings.JOB_LEASE):
            return lease
    return None


def _candidates() -> list[tuple[int, str]]:
    """Return keys of what is due, and whose lease has run out: workers look after every step."""
    with planned() as cursor:
        cursor.execute(_DUE, {"now": moment(timezone.now())})
        found: list[tuple[int, str]] = cursor.fetchall()
        return found


def take(session: UploadSession) -> Lease | None:
    """Let the request that completes an open session judge it; None when another one does."""
    lease = Lease(session=session.pk, owner=f"web:{secrets.token_hex(8)}")
    return lease if _take(_still_open(session), lease, _REQUEST) else None


def leave(session: UploadSession) -> None:
    """Leave an open session that is complete to the workers; twice does no harm."""
    _still_open(session).update(
        state=UploadState.JUDGING, available_at=timezone.now(), received_bytes=F("size_bytes")
    )


def renew(lease: Lease) -> None:
    """Extend a worker's lease.

    Raises:
        LeaseLost: it was not his any more.
    """
    if not held(lease).update(available_at=timezone.now() + settings.JOB_LEASE):
        raise LeaseLost


def give_back(lease: Lease, *, delay: timedelta = timedelta()) -> None:
    """Let somebody else judge the file after `delay`, unless it is not ours any more."""
    held(lease).update(lease_owner="", available_at=timezone.now() + delay)


def held(lease: Lease) -> QuerySet[UploadSession]:
    """Return the session as a queryset that is empty unless `lease` still holds."""
    return UploadSession.objects.filter(
        pk=lease.session, state=UploadState.JUDGING, lease_owner=lease.owner
    )


def _still_open(session: UploadSession) -> QuerySet[UploadSession]:
    return UploadSession.objects.filter(pk=session.pk, state=UploadState.OPEN)


def _take(sessions: QuerySet[UploadSession], lease: Lease, time: timedelta) -> bool:
    return bool(
        sessions.update(
            state=UploadState.JUDGING,
            lease_owner=lease.owner,
            available_at=timezone.now() + time,
            received_bytes=F("size_bytes"),
            tries=F("tries") + 1,
        )
    )
