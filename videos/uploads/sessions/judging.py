"""From a file that has come to an upload, or to a sentence that says why not."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile

from videos.exceptions import Interrupted, ReelsmithError, StepFailed
from videos.models import Upload, UploadSession
from videos.models.upload_session import REFUSAL_MAX
from videos.spec import AssetKind
from videos.states import UploadState
from videos.uploads.faults import storage_for
from videos.uploads.keeping import InUse, delete
from videos.uploads.receiving import receive
from videos.uploads.sessions.buckets import bucket
from videos.uploads.sessions.claiming import Lease, give_back, held
from videos.uploads.sessions.ending import discard
from videos.uploads.sessions.errors import Gone, TooMuch, Unforeseen

log = logging.getLogger(__name__)

MOST_TRIES = 5
"""Judging that failed this often, or whose workers vanished, is not begun again."""
_FIRST_DELAY = timedelta(seconds=5)


def judge(lease: Lease, should_stop: Callable[[], bool]) -> None:
    """Judge the file of a session that `lease` holds, and write down what became of it.

    Nothing is raised: the row says it. When we are at fault it is tried again later.
    """
    session = held(lease).first()
    if session is None:
        return
    try:
        upload, is_new = _received(session, should_stop)
    except Interrupted:
        give_back(lease)
    except StepFailed as error:
        _try_later(session, lease, error)
    except ReelsmithError as error:
        _refuse(session, lease, error)
    except Exception:
        # The boundary of judging: whatever it did not foresee is logged and ends the try.
        log.exception("Judging the upload %s broke.", session.public_id)
        _try_later(session, lease, Unforeseen(session.name))
    else:
        _keep(session, lease, upload, is_new=is_new)


def _received(session: UploadSession, should_stop: Callable[[], bool]) -> tuple[Upload, bool]:
    if session.tries > MOST_TRIES:
        raise Unforeseen(session.name)
    _join_parts(session)
    with TemporaryUploadedFile(
        "incoming", session.content_type, session.size_bytes, None
    ) as file:  # its own name might not be one for the disk
        _fetch(session, file, should_stop)
        file.name = session.name
        return receive(session.owner_id, file, AssetKind(session.kind))


def _join_parts(session: UploadSession) -> None:
    if not session.multipart_id:
        return
    with storage_for(session.name):
        try:
            bucket().finish_parts(session.key, session.multipart_id)
        except FileNotFoundError:
            log.info("The parts of %s were joined before.", session.key)


def _fetch(
    session: UploadSession, file: TemporaryUploadedFile, should_stop: Callable[[], bool]
) -> None:
    """Copy no more of what lies in the bucket than was announced: it may have changed since."""
    gone = Gone(session.name)
    with storage_for(session.name, gone), default_storage.open(session.key) as source:
        for block in source.chunks():
            if should_stop():
                raise Interrupted("The work was stopped.")
            if file.tell() + len(block) > session.size_bytes:
                raise TooMuch(session.name, session.size_bytes)
            file.write(block)
    if file.tell() < session.size_bytes:
        raise gone
    file.flush()
    file.seek(0)


def _keep(session: UploadSession, lease: Lease, upload: Upload, *, is_new: bool) -> None:
    if held(lease).update(state=UploadState.DONE, upload=upload, lease_owner=""):
        discard(session)
        return
    if UploadSession.objects.filter(pk=session.pk, state=UploadState.ABORTED).exists():
        # Its creator gave it up while we looked at it.
        discard(session)
        if is_new:
            with suppress(InUse):
                delete(upload)


def _try_later(session: UploadSession, lease: Lease, error: ReelsmithError) -> None:
    if session.tries >= MOST_TRIES:
        _refuse(session, lease, error)
    else:
        give_back(lease, delay=_FIRST_DELAY * 2 ** (session.tries - 1))


def _refuse(session: UploadSession, lease: Lease, error: ReelsmithError) -> None:
    log.info("The upload %s is refused: %s", session.public_id, error)
    refused = held(lease).update(
        state=UploadState.REFUSED, refusal_code=error.code, refusal=str(error)[:REFUSAL_MAX],
        lease_owner="",
    )  # fmt: skip
    if refused:
        discard(session)
