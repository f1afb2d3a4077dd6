"""Puts files into storage under keys derived from their job."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from videos.models import Artifact, Job
from videos.states import ArtifactKind

SUFFIXES = {
    ArtifactKind.VIDEO: "mp4",
    ArtifactKind.THUMBNAIL: "jpg",
    ArtifactKind.CAPTIONS_SRT: "srt",
    ArtifactKind.CAPTIONS_VTT: "vtt",
}


def key(job: Job, kind: ArtifactKind) -> str:
    """Return the storage key of what `job` makes of `kind`: always the same one."""
    return f"jobs/{job.public_id}/{kind.value}.{SUFFIXES[kind]}"


def store(job: Job, kind: ArtifactKind, path: Path) -> Artifact:
    """Copy the file at `path` into storage and return its row, not saved yet.

    Storing again replaces the file: a step that is repeated stores the same file once.
    """
    name = key(job, kind)
    default_storage.delete(name)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        kept = default_storage.save(name, File(file))
    return Artifact(job=job, kind=kind, key=kept, size_bytes=path.stat().st_size, sha256=digest)


def discard(artifacts: Iterable[Artifact]) -> None:
    """Delete the files of `artifacts` from storage; a missing one is fine."""
    for artifact in artifacts:
        default_storage.delete(artifact.key)
