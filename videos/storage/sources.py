"""Keeps the files that creators bring, as they came, under keys made from their content."""

import shutil
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from config.types import UserId
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


def fetch(name: str, target: Path) -> None:
    """Copy what is kept under the key `name` to `target`, whole or not at all.

    Raises:
        FileNotFoundError: nothing is kept there.
    """
    draft = target.with_name(f"{target.name}.part")
    with default_storage.open(name) as source, draft.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    draft.replace(target)


def discard(name: str) -> None:
    """Delete what is kept under the key `name`; nothing there is fine."""
    default_storage.delete(name)
