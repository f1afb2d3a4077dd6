"""What becomes of a file that a creator brings."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from creator.models import User
from tests import s3
from tests.material import brought, files, kept, nothing_kept, picture, tone
from videos import uploads
from videos.exceptions import StepFailed
from videos.models import Upload
from videos.spec import AssetKind
from videos.studio.intake import Unusable
from videos.uploads.receiving import clean_name

pytestmark = pytest.mark.usefixtures("storage")


def test_a_picture_is_judged_and_kept_for_its_owner(alice: User) -> None:
    content = picture()
    row, is_new = brought(alice, content, AssetKind.IMAGE)
    digest = hashlib.sha256(content).hexdigest()
    assert is_new
    assert (row.owner, row.kind, row.name, row.width, row.height) == (
        alice, "image", "harbour.png", 640, 540,
    )  # fmt: skip
    assert row.key == f"uploads/{alice.pk}/image/{digest}.png"
    assert (row.asset.file, row.content_type) == (f"{digest}.png", "image/png")
    with default_storage.open(row.key) as file:
        assert file.read() == content


def test_a_recording_has_a_length(alice: User) -> None:
    row, _ = brought(alice, tone(2), AssetKind.RECORDING, "me.wav")
    assert (row.kind, row.content_type, round(row.seconds, 1)) == ("recording", "audio/wav", 2.0)


def test_the_content_says_what_it_is_and_not_the_name(alice: User) -> None:
    row, _ = brought(alice, picture(form="JPEG"), AssetKind.CLIP, "x.html")
    assert (row.kind, row.content_type, row.key[-4:]) == ("image", "image/jpeg", ".jpg")


def test_the_same_file_twice_is_one_upload(alice: User) -> None:
    first, _ = brought(alice, picture(), AssetKind.IMAGE)
    again, is_new = brought(alice, picture(), AssetKind.CLIP, "copy.png")
    assert (again.pk, is_new, again.name) == (first.pk, False, "harbour.png")
    assert Upload.objects.count() == len(files()) == 1


def test_another_use_and_another_owner_are_other_uploads(alice: User, bob: User) -> None:
    for owner, kind in ((alice, AssetKind.IMAGE), (alice, AssetKind.LOGO), (bob, AssetKind.IMAGE)):
        _, is_new = brought(owner, picture(), kind)
        assert is_new
    assert len(files()) == 3


BAD = {
    "no picture": (lambda: b"nonsense " * 50, AssetKind.IMAGE),
    "half a picture": (lambda: picture(form="JPEG")[:700], AssetKind.IMAGE),
    "nothing": (lambda: b"", AssetKind.IMAGE),
    "a page": (lambda: b"<html><script>1</script>", AssetKind.LOGO),
    "a picture for music": (picture, AssetKind.MUSIC),
    "a sound for a logo": (tone, AssetKind.LOGO),
}


@pytest.mark.parametrize(("content", "kind"), BAD.values(), ids=BAD)
def test_what_cannot_be_used_is_named_and_leaves_nothing(
    alice: User, content: Callable[[], bytes], kind: AssetKind
) -> None:
    with pytest.raises(Unusable, match=r"harbour\.png"):
        brought(alice, content(), kind)
    assert nothing_kept()


def test_too_large_is_said_before_anything_is_read(alice: User, settings: Settings) -> None:
    settings.UPLOAD_BYTES = dict.fromkeys(settings.UPLOAD_BYTES, 1_000_000)
    with pytest.raises(uploads.TooLarge, match=r"“harbour.png” is too large; the limit is 1 MB\."):
        brought(alice, b"x" * 1_000_001)
    assert nothing_kept()


def test_a_picture_may_not_be_as_large_as_a_clip(alice: User, settings: Settings) -> None:
    settings.UPLOAD_BYTES = settings.UPLOAD_BYTES | {"image": 100}
    with pytest.raises(uploads.TooLarge, match="100 bytes"):
        brought(alice, picture())
    assert nothing_kept()


def test_a_full_shelf_is_said_with_the_room_that_is_left(alice: User, settings: Settings) -> None:
    settings.UPLOAD_QUOTA_BYTES = kept(alice).size_bytes + 100
    with pytest.raises(uploads.StorageFull, match="100 bytes of your"):
        brought(alice, picture("red"))
    assert Upload.objects.count() == len(files()) == 1


def test_others_do_not_use_up_ones_room(alice: User, bob: User, settings: Settings) -> None:
    settings.UPLOAD_QUOTA_BYTES = kept(bob).size_bytes + 100
    assert brought(alice, picture(), AssetKind.IMAGE)


def test_storage_that_is_away_is_said_without_blame(alice: User, settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3.away()}
    with pytest.raises(StepFailed, match=r"“harbour\.png” cannot be kept at the moment") as caught:
        brought(alice, picture())
    assert (caught.value.retryable, caught.value.code) == (True, "storage_away")
    assert nothing_kept()


@pytest.mark.django_db(transaction=True)
def test_a_file_is_deleted_for_its_creator_though_storage_is_away(
    alice: User, settings: Settings
) -> None:
    row = kept(alice)
    settings.STORAGES = settings.STORAGES | {"default": s3.away()}
    uploads.delete(row)
    assert not Upload.objects.exists()


def test_half_a_file_from_a_crash_is_replaced(alice: User, storage: Path) -> None:
    digest = hashlib.sha256(picture()).hexdigest()
    half = storage / "uploads" / str(alice.pk) / "image" / f"{digest}.png"
    half.parent.mkdir(parents=True)
    half.write_bytes(picture()[:50])
    row, _ = brought(alice, picture(), AssetKind.IMAGE)
    assert files() == [half]
    assert half.read_bytes() == picture()
    assert row.asset.file == half.name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("holiday.jpg", "holiday.jpg"),
        ("  two\tlines\n.jpg", "two lines .jpg"),
        ("right\u202egpj.exe", "rightgpj.exe"),
        ("<b>bold</b>.png", "bold.png"),
        ("\0\x07", "File"),
        ("x" * 200 + ".jpeg", "x" * 75 + ".jpeg"),
        ("no suffix", "no suffix"),
        ("." + "s" * 200, "." + "s" * 79),
    ],
)
def test_names_are_safe_to_show(given: str, shown: str) -> None:
    assert clean_name(given) == shown
