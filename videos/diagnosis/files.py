"""Checks where the product keeps files."""

import secrets
from collections.abc import Iterator

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from videos.diagnosis.finding import Finding, broken, ok
from videos.storage.faults import StorageFault
from videos.storage.parts import opened

_FOLDER = "doctor"
_PART = slice(16, 48)


def storage() -> list[Finding]:
    """Write a small file, read a part of it, find it in its folder, and delete it."""
    remedy = f"Check that {settings.MEDIA_ROOT} can be written to and the disk is not full."
    try:
        wrong = list(_tried())
    except StorageFault as error:
        return [broken("storage", error, error.remedy)]
    except OSError as error:
        return [broken("storage", f"the folder says: {error.strerror or error}", remedy)]
    if wrong:
        return [broken("storage", "; ".join(wrong), "Nothing else may write or delete there.")]
    return [ok("storage", f"{_place()}: wrote, read, listed and deleted a file")]


def _tried() -> Iterator[str]:
    """Yield what storage does not do right."""
    content = secrets.token_bytes(64)
    name = default_storage.save(f"{_FOLDER}/probe-{secrets.token_hex(4)}", ContentFile(content))
    try:
        if _part(name) != content[_PART]:
            yield "a file came back changed"
        if name.rpartition("/")[2] not in default_storage.listdir(_FOLDER)[1]:
            yield "a file that was written is not listed"
    finally:
        default_storage.delete(name)
    if default_storage.exists(name):
        yield "a file that was deleted is still there"


def _part(name: str) -> bytes:
    length = _PART.stop - _PART.start
    with opened(name, _PART.start, length) as file:
        return file.read(length) or b""


def _place() -> str:
    place: str = getattr(default_storage, "place", "storage")
    return place
