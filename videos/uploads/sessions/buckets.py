"""Where a file goes that is sent straight to the bucket."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import storages

from videos.exceptions import InvalidRequest
from videos.models import UploadSession
from videos.states import UploadWay
from videos.storage.abilities import PostForm, TakesUploads
from videos.uploads.faults import storage_for
from videos.uploads.sessions.errors import Gone, WrongWay
from videos.uploads.sessions.parts import count_of, size_of

LINK_SECONDS = 3_600
"""How long a form or a link may be used; fresh ones are had for the asking."""
_LINKS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Link:
    """Where one part goes: `size` bytes, by PUT."""

    number: int
    size: int
    url: str


def straight() -> TakesUploads | None:
    """Return storage to which creators may send files themselves; None when they may not."""
    # Not `default_storage`, a proxy that would say yes to any protocol.
    storage = storages["default"]
    return storage if settings.DIRECT_UPLOADS and isinstance(storage, TakesUploads) else None


def bucket() -> TakesUploads:
    """Return storage to which creators have sent files, though they may not do so any more.

    Raises:
        FileNotFoundError: there is other storage now.
    """
    storage = storages["default"]
    if not isinstance(storage, TakesUploads):
        raise FileNotFoundError("Storage was changed; what had come lies in the former one.")
    return storage


def origin() -> str:
    """Return scheme and host to which browsers send files; empty when that is ourselves.

    Raises:
        StorageFault: there are no keys to sign with.
    """
    storage = straight()
    return storage.upload_origin if storage else ""


def form(session: UploadSession) -> PostForm:
    """Return the form that takes the file.

    Raises:
        WrongWay: it comes another way.
        StepFailed: storage is away.
    """
    if session.way != UploadWay.POST:
        raise WrongWay(session.way)
    with storage_for(session.name, Gone(session.name)):
        return bucket().post_form(
            session.key, content_type=session.content_type, most_bytes=session.size_bytes,
            seconds=LINK_SECONDS,
        )  # fmt: skip


def links(session: UploadSession, numbers: Collection[int]) -> list[Link]:
    """Return where the parts of these `numbers` go.

    Raises:
        WrongWay: the file does not come in parts.
        InvalidRequest: it has no such parts.
        StepFailed: storage is away.
    """
    if session.way != UploadWay.PARTS:
        raise WrongWay(session.way)
    most = count_of(session.size_bytes)
    if not 0 < len(numbers) <= _LINKS_AT_ONCE or not all(1 <= one <= most for one in numbers):
        sentence = f"Ask for 1 to {_LINKS_AT_ONCE} parts, by numbers from 1 to {most}."
        raise InvalidRequest({"numbers": [sentence]})
    with storage_for(session.name, Gone(session.name)):
        return [_link(session, number) for number in sorted(set(numbers))]


def parts_there(session: UploadSession) -> dict[int, int]:
    """Return the sizes of the parts that have come, by number.

    Raises:
        StepFailed: storage is away.
    """
    with storage_for(session.name, Gone(session.name)):
        return bucket().parts(session.key, session.multipart_id)


def _link(session: UploadSession, number: int) -> Link:
    size = size_of(number, session.size_bytes)
    url = bucket().part_link(
        session.key, session.multipart_id, number=number, size=size, seconds=LINK_SECONDS
    )
    return Link(number, size, url)
