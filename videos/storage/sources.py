"""Keeps the files that creators bring, as they came, under keys made from their content."""

from collections.abc import Callable
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from config.types import UserId
from videos.exceptions import Interrupted
from videos.spec import AssetKind


def key(owner: UserId, kind: AssetKind, file: str) -> str:
    """Return where the file named `file`, "<sha256>.<suffix>", of `owner` is kept."""
    return f"uploads/{owner}/{kind.value}/{file}"


def keep(name: str, file: File[bytes]) -> None:
    """Put `file` into storage under the key `name`; the same content twice is kept once."""
    if default_storage.exists(name):
        if default_storage.size(name) == file.size:
            return
        default_storage.delete(name)  # half a file, from a crash
    default_storage.save(name, file)


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
