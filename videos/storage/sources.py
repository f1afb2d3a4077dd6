"""Keeps the files that creators bring, as they came, under keys made from their content."""

from collections.abc import Callable
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from config.types import UserId
from videos.exceptions import Interrupted
from videos.spec import AssetKind
from videos.storage.content import content_of, holds
from videos.storage.putting import put


def key(owner: UserId, kind: AssetKind, file: str) -> str:
    """Return where the file named `file`, "<sha256>.<suffix>", of `owner` is kept."""
    return f"uploads/{owner}/{kind.value}/{file}"


def keep(name: str, file: File[bytes], content_type: str) -> None:
    """Put `file` into storage under the key `name`; the same content twice is kept once.

    Raises:
        StorageFault: storage does not have it, whole and unchanged.
    """
    if default_storage.exists(name):
        if holds(default_storage, name, content_of(file)):
            return
        default_storage.delete(name)  # half a file, from a crash
    kept, _ = put(name, file, content_type)
    if kept != name:  # the same file came at the same moment, and is there under its name
        default_storage.delete(kept)


def is_kept(name: str) -> bool:
    """Say whether something is kept under the key `name`."""
    return default_storage.exists(name)


def fetch(name: str, target: Path, should_stop: Callable[[], bool]) -> None:
    """Copy what is kept under the key `name` to `target`, whole or not at all.

    Raises:
        FileNotFoundError: nothing is kept there.
        Interrupted: `should_stop` said so.
    """
    draft = target.with_name(f"{target.name}.part")
    try:
        with default_storage.open(name) as source, draft.open("wb") as copy:
            for block in source.chunks():
                if should_stop():
                    raise Interrupted("The work was stopped.")
                copy.write(block)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def discard(name: str) -> None:
    """Delete what is kept under the key `name`; nothing there is fine."""
    default_storage.delete(name)
