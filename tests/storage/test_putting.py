"""A file is stored once it came back as it was, and the bucket is told what it is."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models.signals import post_save
from pytest_django import Settings

from creator.models import User
from tests.delivered import delivered
from tests.material import brought, picture
from tests.s3 import BUCKET, S3Server, quickly
from tests.storage.front import Act, Front, standing
from videos.exceptions import StepFailed
from videos.models import Upload
from videos.storage import putting
from videos.storage.faults import StorageFault

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(settings: Settings, s3_server: S3Server) -> Iterator[Front]:
    """A front before the bucket; every request is tried once."""
    with standing(s3_server.port) as front:
        entry = quickly(S3Server(front.port).url())
        settings.STORAGES = settings.STORAGES | {"default": entry}
        yield front


@pytest.mark.parametrize("act", [Act.ALTER, Act.TRUNCATE])
def test_what_comes_back_otherwise_is_deleted(front: Front, act: Act) -> None:
    front.play(act, method="GET")
    with pytest.raises(StorageFault) as caught:
        putting.put("put/file.txt", ContentFile(b"some words"), "text/plain")
    assert caught.value.remedy
    front.rest()
    assert not default_storage.exists("put/file.txt")


def test_storage_that_is_gone_by_then_says_so(front: Front) -> None:
    front.play(Act.BUSY, method="GET")
    with pytest.raises(StorageFault, match="busy"):
        putting.put("put/busy.txt", ContentFile(b"some words"), "text/plain")
    front.rest()
    assert not default_storage.exists("put/busy.txt")


def test_a_file_of_a_creator_that_came_to_harm_is_refused(front: Front, alice: User) -> None:
    front.play(Act.ALTER, method="GET")
    with pytest.raises(StepFailed, match="cannot be kept at the moment") as caught:
        brought(alice, harmed := picture("#123456"))
    front.rest()
    assert caught.value.retryable
    assert not Upload.objects.exists()
    name = f"{hashlib.sha256(harmed).hexdigest()}.png"
    assert not default_storage.exists(f"uploads/{alice.pk}/image/{name}")


def test_a_bucket_is_told_what_was_judged_and_not_what_was_claimed(
    front: Front, s3_server: S3Server, alice: User
) -> None:
    row, _ = brought(alice, picture("#654321"), name="page.html")
    head = s3_server.client().head_object(Bucket=BUCKET, Key=row.key)
    assert (head["ContentType"], head["CacheControl"], head["ContentDisposition"]) == (
        "image/png",
        "private, max-age=31536000, immutable",
        f'inline; filename="{row.sha256}.png"',
    )


def test_a_bucket_is_told_what_finished_files_are(
    front: Front, s3_server: S3Server, alice: User, tmp_path: Path
) -> None:
    for row in delivered(alice, tmp_path).artifacts.all():
        head = s3_server.client().head_object(Bucket=BUCKET, Key=row.key)
        assert head["ContentType"] == row.content_type
        assert head["ContentDisposition"] == f'inline; filename="{row.key.rpartition("/")[2]}"'


def test_a_file_that_is_reaped_while_it_comes_again_is_there_in_the_end(
    alice: User, storage: Path
) -> None:
    first, _ = brought(alice, picture())
    Upload.objects.all().delete()

    def reap(instance: Upload, **_: object) -> None:
        default_storage.delete(instance.key)

    post_save.connect(reap, sender=Upload)
    try:
        row, is_new = brought(alice, picture())
    finally:
        post_save.disconnect(reap, sender=Upload)
    assert is_new
    assert row.key == first.key
    assert default_storage.exists(row.key)
