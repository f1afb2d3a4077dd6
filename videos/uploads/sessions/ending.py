"""The end of a session: what had come is deleted, whatever becomes of it."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from videos.models import UploadSession
from videos.states import LIVE_UPLOAD, UploadState, UploadWay
from videos.uploads.sessions.buckets import bucket
from videos.uploads.sessions.pieces import path_of

log = logging.getLogger(__name__)

_ROW_KEPT = timedelta(days=7)
"""How long after its time a row still tells what became of it."""
_AT_A_TIME = 20


def abort(session: UploadSession) -> None:
    """Give a file up that is not kept yet; whoever judges it keeps nothing either."""
    live = UploadSession.objects.filter(pk=session.pk, state__in=LIVE_UPLOAD)
    if live.update(state=UploadState.ABORTED, lease_owner=""):
        discard(session)


def end_stale() -> int:
    """Give up files that have not come in time, and forget rows that are long over.

    Return how many files were given up.
    """
    now = timezone.now()
    over = [state.value for state in UploadState if state not in LIVE_UPLOAD]
    late = Q(state=UploadState.OPEN, expires_at__lt=now)
    stale = UploadSession.objects.filter(late | Q(state__in=over, expires_at__lt=now - _ROW_KEPT))
    ended = 0
    for session in stale.order_by("expires_at")[:_AT_A_TIME]:
        if session.state == UploadState.OPEN:
            abort(session)
            ended += 1
        else:
            session.delete()
    return ended


def discard(session: UploadSession) -> None:
    """Delete what has come of a file; where storage is away, whoever tidies it does so later."""
    path_of(session).unlink(missing_ok=True)
    try:
        if session.way == UploadWay.PARTS:
            with suppress(FileNotFoundError):
                bucket().drop_parts(session.key, session.multipart_id)
        default_storage.delete(session.key)
    except OSError as error:
        log.warning("%s stays in storage for now: %s", session.key, error)
