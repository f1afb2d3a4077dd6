"""Puts the files of jobs into storage, fetches them, and takes away what is left over."""

import secrets
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from config.prepared import Given, Prepared
from videos.models import Artifact, Job
from videos.states import DELIVERED, ArtifactKind
from videos.storage import sources
from videos.storage.content import content_of
from videos.storage.putting import put

SUFFIXES = {
    ArtifactKind.VIDEO: "mp4",
    ArtifactKind.THUMBNAIL: "jpg",
    ArtifactKind.CAPTIONS_SRT: "srt",
    ArtifactKind.CAPTIONS_VTT: "vtt",
    ArtifactKind.STREAM_1080: "mp4",
    ArtifactKind.STREAM_720: "mp4",
    ArtifactKind.STREAM_480: "mp4",
    ArtifactKind.STREAM_360: "mp4",
    ArtifactKind.STREAM_AUDIO: "mp4",
    ArtifactKind.AUDIO: "m4a",
    ArtifactKind.SPRITE: "jpg",
    ArtifactKind.SPRITE_VTT: "vtt",
}


def store(job: Job, kind: ArtifactKind, path: Path) -> Artifact:
    """Copy the file at `path` into storage under a key of its own; return its row, not saved yet.

    What lies there already is never touched: a worker may have lost its job to another one, which
    has delivered, and not know it yet.

    Raises:
        StorageFault: storage does not have it, whole and unchanged.
    """
    row = Artifact(job=job, kind=kind)
    place = folder if kind in DELIVERED else stream_folder
    key = f"{place(job.public_id)}/{kind.value}-{secrets.token_hex(4)}.{SUFFIXES[kind]}"
    with path.open("rb") as file:
        row.key, content = put(key, File(file), row.content_type)
    row.size_bytes, row.sha256 = content.size, content.sha256
    return row


class Unreachable(Exception):
    """Storage does not give a file, which says nothing of the file."""


def fetch(artifact: Artifact, target: Path) -> bool:
    """Copy the file of `artifact` to `target`; False when storage has lost it.

    It is lost when storage still has others of its job. When there are none either, it is more
    likely that the wrong storage is asked, such as a disk that is not mounted.

    Raises:
        Unreachable: nothing can be said of the file.
    """
    try:
        if _is_lost(artifact):
            return False
        sources.fetch(artifact.key, target, lambda: False)
    except Exception as error:  # each kind of storage has errors of its own
        raise Unreachable(f"{type(error).__name__}: {error}") from error
    return True


def _is_lost(artifact: Artifact) -> bool:
    if default_storage.exists(artifact.key):
        return False
    others = Artifact.objects.filter(job=artifact.job_id).exclude(pk=artifact.pk)
    return any(default_storage.exists(other.key) for other in others)


def differences(artifact: Artifact, path: Path) -> tuple[str, ...]:
    """Return in what the file at `path` is not the one that `artifact` describes."""
    with path.open("rb") as file:
        found = content_of(File(file))
    if found.size != artifact.size_bytes:
        return (f"It has {found.size} bytes, not {artifact.size_bytes}.",)
    if found.sha256 != artifact.sha256:
        return (f"Its SHA-256 is {found.sha256}, not {artifact.sha256}.",)
    return ()


def discard(artifacts: Iterable[Artifact]) -> None:
    """Delete the files of `artifacts` from storage; a missing one is fine."""
    for artifact in artifacts:
        default_storage.delete(artifact.key)


def tidy(job: str) -> None:
    """Delete what no row names of the files of the job with this public id, which must be over.

    They were left by workers that died while they stored, or that lost the job.
    """
    _tidy(job, folder(job))


def tidy_stream(job: str) -> None:
    """Delete what no row names of what was made for streaming; whoever calls must have its lease.

    It lies apart: others tidy the files of a job while its stream is being stored.
    """
    _tidy(job, stream_folder(job))


def _tidy(job: str, place: str) -> None:
    try:
        lying = default_storage.listdir(place)[1]
    except FileNotFoundError:  # nothing was stored
        return
    named = {key for (key,) in _keys().rows(job)}
    for name in lying:
        if f"{place}/{name}" not in named:
            default_storage.delete(f"{place}/{name}")


@cache
def _keys() -> Prepared:
    return Prepared(Artifact.objects.filter(job__public_id=Given(0)).values_list("key"))


def folder(job: str) -> str:
    """Return where the files that the job with this public id delivers are stored."""
    return f"jobs/{job}"


def stream_folder(job: str) -> str:
    """Return where the files that are made after the delivery are stored."""
    return f"{folder(job)}/stream"
