"""Files go into storage under keys that never collide, and come back whole."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from creator.models import User
from tests.delivered import FILM, delivered
from videos.states import ArtifactKind
from videos.storage import artifacts

pytestmark = pytest.mark.django_db


def test_a_stored_file_is_described(alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    film = job.artifacts.get(kind="video")
    assert film.key == f"jobs/{job.public_id}/video.mp4"
    assert film.size_bytes == len(FILM)
    assert film.sha256 == hashlib.sha256(FILM).hexdigest()
    with default_storage.open(film.key) as file:
        assert file.read() == FILM


def test_storing_again_replaces(alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    path = tmp_path / "second"
    path.write_bytes(b"second")
    again = artifacts.store(job, ArtifactKind.VIDEO, path)
    assert again.key == f"jobs/{job.public_id}/video.mp4"
    with default_storage.open(again.key) as file:
        assert file.read() == b"second"


def test_discarding_twice_is_fine(alice: User, tmp_path: Path) -> None:
    files = list(delivered(alice, tmp_path).artifacts.all())
    artifacts.discard(files)
    artifacts.discard(files)
    assert not any(default_storage.exists(file.key) for file in files)
