"""A finished video of alice's and a picture that she brought, and every address of their files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.storage import storages
from pytest_django import Settings

from creator.models import User
from tests.delivered import delivered
from tests.material import kept
from tests.s3 import S3Server
from videos import sharing
from videos.models import Job, Upload, Video
from videos.states import ArtifactKind
from videos.storage.delivery import NAMES, link


@dataclass(frozen=True, slots=True)
class Files:
    """Addresses, by who may use them."""

    job: Job
    upload: Upload

    @property
    def own(self) -> list[str]:
        """Those for the owner."""
        page = f"/videos/{self.job.video.public_id}/files/"
        return [*(page + name for name in NAMES.values()), self.picture]

    @property
    def picture(self) -> str:
        """That of what the owner brought."""
        return f"/material/{self.upload.public_id}/file"

    @property
    def signed(self) -> list[str]:
        """Those that expire."""
        return [link(file).removeprefix("http://testserver") for file in self.job.artifacts.all()]

    @property
    def shared(self) -> list[str]:
        """Those of the public page, which is turned on."""
        video = sharing.set_shared(Video.objects.get(), shared=True)
        return [f"/s/{video.share_token}/{name}" for name in NAMES.values()]

    def of(self, kind: ArtifactKind) -> str:
        """Return the owner's address of one file of the video."""
        return f"/videos/{self.job.video.public_id}/files/{NAMES[kind]}"


@pytest.fixture
def disk(storage: Path) -> Path:
    """The folder in which files are."""
    return storage


@pytest.fixture
def bucket(settings: Settings, s3_server: S3Server) -> None:
    """A bucket, to which viewers are sent on."""
    settings.STORAGES = settings.STORAGES | {"default": s3_server.entry()}
    settings.MEDIA_DELIVERY = "direct"


@pytest.fixture
def files(alice: User, tmp_path: Path) -> Iterator[Files]:
    """What alice has, in whatever storage there is."""
    found, there = Files(delivered(alice, tmp_path), kept(alice)), storages["default"]
    key = found.upload.key
    yield found
    there.delete(key)  # the bucket is there for all tests
