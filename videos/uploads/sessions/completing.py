"""All of a file is there: it is judged at once if it is small, and by a worker if not."""

from django.core.files.storage import default_storage

from videos import queue
from videos.models import UploadSession
from videos.states import UploadState, UploadWay
from videos.uploads.faults import storage_for
from videos.uploads.sessions import claiming
from videos.uploads.sessions.buckets import parts_there
from videos.uploads.sessions.errors import Incomplete, SessionOver
from videos.uploads.sessions.judging import judge
from videos.uploads.sessions.parts import missing
from videos.uploads.sessions.pieces import hand_over, offset_of

AT_ONCE_BYTES = 8_000_000
"""What a request judges itself: fetching more, and reading it, takes longer than people wait."""


def complete(session: UploadSession) -> UploadSession:
    """Return `session` as it is once its file is handed to whoever judges it; twice does no harm.

    It is done or refused if the file is small; otherwise it is being judged.

    Raises:
        SessionOver: it was given up, or is too old.
        Incomplete: not all of the file is there.
        Busy: another request is still sending.
        StepFailed: storage is away; the session stays open.
    """
    if session.state == UploadState.ABORTED or (_is_open(session) and not session.is_open):
        raise SessionOver(session.name)
    if _is_open(session):
        _refuse_incomplete(session)
        _hand_to_judge(session)
        session.refresh_from_db()
    return session


def _is_open(session: UploadSession) -> bool:
    return session.state == UploadState.OPEN


def _refuse_incomplete(session: UploadSession) -> None:
    there = _there(session)
    if there != session.size_bytes:
        raise Incomplete(session.name, there, session.size_bytes)


def _there(session: UploadSession) -> int:
    """Return how many bytes have come, as the bucket or the disk says."""
    if session.way == UploadWay.PARTS:
        return _in_parts(session)
    if session.way == UploadWay.SERVER and (offset := offset_of(session)):
        return offset
    with storage_for(session.name):
        try:
            return default_storage.size(session.key)
        except FileNotFoundError:
            return 0


def _in_parts(session: UploadSession) -> int:
    there = parts_there(session)
    whole = not missing(there, session.size_bytes)
    # Parts that are cut otherwise may have the right sum; they are not the file.
    return sum(there.values()) if whole else min(sum(there.values()), session.size_bytes - 1)


def _hand_to_judge(session: UploadSession) -> None:
    if session.way == UploadWay.SERVER:
        with storage_for(session.name):
            hand_over(session)
    if session.size_bytes > AT_ONCE_BYTES:
        claiming.leave(session)
        queue.nudge_on_commit()
    elif lease := claiming.take(session):
        judge(lease, _never)


def _never() -> bool:
    return False
