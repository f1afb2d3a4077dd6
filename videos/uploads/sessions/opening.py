"""Announcing a file, and finding it again."""

import re
import secrets
from dataclasses import dataclass

from config.types import UserId
from videos.exceptions import InvalidRequest
from videos.models import UploadSession
from videos.spec import AssetKind
from videos.states import LIVE_UPLOAD, UploadWay
from videos.uploads.faults import storage_for
from videos.uploads.limits import TooLarge, coming_bytes, kinds_of, largest, refuse_excess
from videos.uploads.receiving import clean_name
from videos.uploads.sessions.buckets import straight
from videos.uploads.sessions.errors import SessionOver, TooMany
from videos.uploads.sessions.parts import PART_BYTES

FOLDER = "incoming"
"""Where in storage files lie that nobody has judged."""
_MOST_LIVE = 100
"""Sessions of one creator: some hundred files may be on their way at a time."""
_POST_BYTES = 2 * PART_BYTES
"""Larger files go in parts, so that a broken line does not cost all of it."""
_UNKNOWN = "application/octet-stream"
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,60}")
_FAMILIES = {
    AssetKind.IMAGE: ("image",), AssetKind.CLIP: ("video",), AssetKind.LOGO: ("image",),
    AssetKind.MUSIC: ("audio", "video"), AssetKind.RECORDING: ("audio", "video"),
}  # fmt: skip
"""Sound comes in containers of films as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What a creator says of a file."""

    name: str
    size: int
    """Bytes; at least 1."""
    kind: AssetKind
    content_type: str = ""
    """Empty where a browser does not know it."""
    straight: bool = True
    """Whether it may go straight to the bucket, where there is one."""


def begin(owner: UserId, file: Announced) -> UploadSession:
    """Take note of a file that is to come.

    Raises:
        TooLarge: it is larger than its kind may be.
        StorageFull: the creator keeps too much already, or has announced too much.
        TooMany: the creator has too many files on their way.
        InvalidRequest: its type is none of its kind.
        StepFailed: storage is away.
    """
    name = clean_name(file.name)
    content_type = _believable(file)
    if file.size > largest(file.kind):
        raise TooLarge(name, largest(file.kind))
    live = UploadSession.objects.filter(owner_id=owner, state__in=LIVE_UPLOAD)
    if live.count() >= _MOST_LIVE:
        raise TooMany(_MOST_LIVE)
    refuse_excess(owner, name, file.size, coming=coming_bytes(owner))
    session = UploadSession(
        owner_id=owner, kind=file.kind.value, name=name, content_type=content_type,
        size_bytes=file.size, key=f"{FOLDER}/{secrets.token_hex(20)}", way=_way(file),
    )  # fmt: skip
    _begin_parts(session)
    session.save()
    return session


def owned(owner: UserId, public_id: str) -> UploadSession:
    """Return a session of `owner`.

    Raises:
        UploadSession.DoesNotExist: there is none with this id, or it is somebody else's.
    """
    found = UploadSession.objects.select_related("upload")
    return found.get(owner_id=owner, public_id=public_id)


def still_open(session: UploadSession) -> UploadSession:
    """Return `session` if more of its file may come.

    Raises:
        SessionOver: it may not.
    """
    if not session.is_open:
        raise SessionOver(session.name)
    return session


def _way(file: Announced) -> UploadWay:
    storage = straight() if file.straight else None
    if storage is None:
        return UploadWay.SERVER
    small = file.size <= _POST_BYTES
    return UploadWay.POST if small and storage.takes_posts else UploadWay.PARTS


def _begin_parts(session: UploadSession) -> None:
    storage = straight()
    if session.way == UploadWay.PARTS and storage:
        with storage_for(session.name):
            session.multipart_id = storage.begin_parts(session.key, session.content_type)


def _believable(file: Announced) -> str:
    """Return the declared type if a file of its kind may have it; the content decides later."""
    declared = file.content_type.partition(";")[0].strip().lower() or _UNKNOWN
    families = {family for kind in kinds_of(file.kind) for family in _FAMILIES[kind]}
    if declared in {_UNKNOWN, "application/ogg"}:
        return declared
    if _MEDIA_TYPE.fullmatch(declared) and declared.partition("/")[0] in families:
        return declared
    sentence = f"Send one of {', '.join(f'{family}/…' for family in sorted(families))}, or nothing."
    raise InvalidRequest({"content_type": [sentence]})
