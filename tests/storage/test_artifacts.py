"""Files go into storage under keys that never collide, and come back whole."""

import hashlib
import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from creator.models import User
from tests.delivered import CONTENT, FILM, delivered
from videos.models import Artifact
from videos.states import ArtifactKind
from videos.storage import artifacts

pytestmark = pytest.mark.django_db


def content(artifact: Artifact) -> bytes:
    """Return what is stored."""
    with default_storage.open(artifact.key) as file:
        return bytes(file.read())


def test_a_stored_file_is_described(alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    film = job.artifacts.get(kind="video")
    assert re.fullmatch(rf"jobs/{job.public_id}/video-[0-9a-f]{{8}}\.mp4", film.key)
    assert film.size_bytes == len(FILM)
    assert film.sha256 == hashlib.sha256(FILM).hexdigest()
    assert content(film) == FILM


def test_storing_again_leaves_what_was_delivered(alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    path = tmp_path / "second"
    path.write_bytes(b"second")
    again = artifacts.store(job, ArtifactKind.VIDEO, path)
    assert content(again) == b"second"
    assert content(job.artifacts.get(kind="video")) == FILM


def test_a_worker_that_comes_too_late_leaves_what_was_delivered(
    alice: User, tmp_path: Path
) -> None:
    job = delivered(alice, tmp_path)
    with pytest.raises(FileNotFoundError):
        artifacts.store(job, ArtifactKind.VIDEO, tmp_path / "removed with the workspace")
    assert content(job.artifacts.get(kind="video")) == FILM


def test_tidying_takes_what_no_row_names(alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    stray = artifacts.store(job, ArtifactKind.VIDEO, tmp_path / "video.bin")
    artifacts.tidy(job.public_id)
    assert not default_storage.exists(stray.key)
    assert len(default_storage.listdir(artifacts.folder(job.public_id))[1]) == len(CONTENT)


def test_tidying_where_nothing_was_stored_is_fine(alice: User) -> None:
    artifacts.tidy("job_that_stored_nothing")


def test_discarding_twice_is_fine(alice: User, tmp_path: Path) -> None:
    files = list(delivered(alice, tmp_path).artifacts.all())
    artifacts.discard(files)
    artifacts.discard(files)
    assert not any(default_storage.exists(file.key) for file in files)
