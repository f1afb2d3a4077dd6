"""Tells content from other content, here and in storage."""

import hashlib
from dataclasses import dataclass

from django.core.files import File
from django.core.files.storage import Storage

_BLOCK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Content:
    """What no other content has both of: bytes, and SHA-256 in hexadecimal."""

    size: int
    sha256: str


def content_of(file: File[bytes]) -> Content:
    """Return the content of `file`, which is read from its beginning to its end."""
    digest, size = hashlib.sha256(), 0
    for block in file.chunks(_BLOCK):
        digest.update(block)
        size += len(block)
    return Content(size=size, sha256=digest.hexdigest())


def stored_content(storage: Storage, name: str) -> Content:
    """Return the content that `storage` gives out under `name`.

    Raises:
        FileNotFoundError: there is none.
    """
    with storage.open(name) as file:
        return content_of(file)


def holds(storage: Storage, name: str, content: Content) -> bool:
    """Say whether `storage` gives out just `content` under `name`; the size is asked for first."""
    try:
        if storage.size(name) != content.size:
            return False
        return stored_content(storage, name) == content
    except FileNotFoundError:
        return False
