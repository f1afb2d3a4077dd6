"""Files move from the disk to a bucket and back: whole, once, and whatever comes between."""

import hashlib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage, storages
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from config import storage_url
from creator.models import User
from tests.delivered import CONTENT, FILM, delivered
from tests.s3 import S3Server
from tests.storage.front import Act, Front, standing
from videos.models import Artifact, Job, Submission, Upload
from videos.states import SubmissionPhase
from videos.storage import named
from videos.storage.content import holds, stored_content

CLIP = b"What a vendor filmed." * 1_000
PICTURE = b"What a creator brought." * 1_000
ALL = len(CONTENT) + 2


@pytest.fixture
def disk(storage: Path) -> str:
    """The URL of the storage in use, a folder."""
    return f"file://{storage}"


@pytest.fixture
def front(s3_server: S3Server) -> Iterator[Front]:
    """A front before the bucket."""
    with standing(s3_server.port) as front:
        yield front


@pytest.fixture
def bucket(front: Front, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of a bucket that is empty but for what is not ours; requests are tried once."""
    entry = storage_url.entry

    def hasty(url: str, keys: storage_url.Keys | None = None) -> dict[str, Any]:
        found = entry(url, keys)
        few = {"attempts": 1} if url.startswith("s3:") else {}
        return found | {"OPTIONS": found["OPTIONS"] | few}

    monkeypatch.setattr(storage_url, "entry", hasty)
    yield S3Server(front.port).url()
    front.rest()


@pytest.fixture
def job(alice: User, disk: str, tmp_path: Path) -> Job:
    """A delivered job, with an upload and a clip of its owner beside it."""
    made = delivered(alice, tmp_path)
    digest = hashlib.sha256(PICTURE).hexdigest()
    key = f"uploads/{made.public_id}/image/{digest}.png"  # of no number that other tests have
    Upload.objects.create(
        owner=alice, kind="image", name="harbour.png", content_type="image/png", sha256=digest,
        size_bytes=len(PICTURE), key=default_storage.save(key, ContentFile(PICTURE)),
    )  # fmt: skip
    clip = default_storage.save(f"clips/{made.public_id}/clip.mp4", ContentFile(CLIP))
    Submission.objects.create(
        job=made, scene=0, number=1, provider="replicate", brief={}, clip=clip,
        phase=SubmissionPhase.SUCCEEDED, ended_at=timezone.now(),
    )  # fmt: skip
    return made


def at(url: str) -> Storage:
    """Return the storage at `url`."""
    return storages.create_storage(storage_url.entry(url))


def moved(source: str, target: str, *options: str) -> str:
    """Return what the command says."""
    out = StringIO()
    call_command(
        "migrate_storage", "--from", source, "--to", target, *options, stdout=out, stderr=out
    )
    return out.getvalue()


def lying(url: str) -> list[str]:
    """Return the keys of what lies at `url` of what rows name."""
    storage = at(url)
    return [one.key for one in named.everything() if storage.exists(one.key)]


def is_all_at(storage: Storage) -> bool:
    """Say whether everything that a row names is there, as the row has it."""
    for one in named.everything():
        content = one.content or stored_content(default_storage, one.key)
        if not holds(storage, one.key, content):
            return False
    return True


def test_from_the_disk_to_a_bucket_and_back(
    job: Job, disk: str, bucket: str, tmp_path: Path
) -> None:
    said = moved(disk, bucket)
    assert f"{ALL} of {ALL} files: {ALL} copied" in said
    assert "Every file is in the bucket" in said
    assert is_all_at(at(bucket))
    assert f"{ALL} there" in moved(disk, bucket)
    back = f"file://{tmp_path / 'back'}"
    assert f"{ALL} copied" in moved(bucket, back)
    assert is_all_at(at(back))
    assert is_all_at(default_storage), "nothing is taken away"


def test_a_bucket_is_told_what_each_file_is(
    job: Job, disk: str, bucket: str, s3_server: S3Server
) -> None:
    moved(disk, bucket)
    rows: list[Artifact | Upload] = [*Artifact.objects.all(), *Upload.objects.all()]
    for row in rows:
        head = s3_server.client().head_object(Bucket="films", Key=row.key)
        assert head["ContentType"] == row.content_type
        assert head["CacheControl"] == "private, max-age=31536000, immutable"


def test_a_move_that_breaks_off_goes_on_where_it_was(
    job: Job, disk: str, bucket: str, front: Front
) -> None:
    front.play(Act.CUT, method="PUT", spared=3)
    with pytest.raises(CommandError, match=f"{ALL - 2} of {ALL} files are not right"):
        moved(disk, bucket, "--at-once", "1")
    front.rest()
    assert f"2 there, {ALL - 2} copied" in moved(disk, bucket)
    assert is_all_at(at(bucket))


class Impatient(StringIO):
    """A terminal at which somebody presses Ctrl-C at the first word."""

    def write(self, _text: str) -> int:
        """Interrupt."""
        raise KeyboardInterrupt


def test_a_move_that_is_stopped_goes_on_where_it_was(
    job: Job, disk: str, bucket: str, front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("videos.management.commands.migrate_storage._STEP", 2)
    with pytest.raises(KeyboardInterrupt):
        call_command(
            "migrate_storage", "--from", disk, "--to", bucket, "--at-once", "1", stdout=Impatient()
        )
    said = moved(disk, bucket)
    assert f"{ALL} of {ALL} files" in said
    assert f"{ALL} copied" not in said
    assert is_all_at(at(bucket))


@pytest.mark.parametrize("wrong", [FILM[:-1] + b"!", FILM[:100]], ids=["altered", "cut short"])
def test_a_copy_that_is_wrong_is_found_and_replaced(
    job: Job, disk: str, bucket: str, wrong: bytes
) -> None:
    moved(disk, bucket)
    film, other = job.artifacts.get(kind="video"), at(bucket)
    other.delete(film.key)
    other.save(film.key, ContentFile(wrong))
    with pytest.raises(CommandError, match=f"1 of {ALL} files are not right"):
        moved(disk, bucket, "--only-verify")
    assert not is_all_at(other)
    assert f"{ALL - 1} there, 1 copied" in moved(disk, bucket)
    assert is_all_at(other)
    assert f"{ALL} there" in moved(disk, bucket, "--only-verify")


def test_what_is_damaged_on_its_way_is_not_left_there(
    job: Job, disk: str, bucket: str, front: Front
) -> None:
    front.play(Act.ALTER, method="GET")
    with pytest.raises(CommandError):
        moved(disk, bucket)
    front.rest()
    assert lying(bucket) == []


def test_what_is_wrong_with_one_file_stops_no_other(
    job: Job, disk: str, bucket: str, capsys: pytest.CaptureFixture[str]
) -> None:
    film, thumbnail = (job.artifacts.get(kind=kind) for kind in ("video", "thumbnail"))
    default_storage.delete(thumbnail.key)
    Path(default_storage.path(film.key)).write_bytes(FILM[::-1])
    with pytest.raises(CommandError, match=f"2 of {ALL} files are not right"):
        call_command("migrate_storage", "--from", disk, "--to", bucket)
    said = capsys.readouterr().err
    assert f"{film.key}: The file itself is not what its row says" in said
    assert f"{thumbnail.key}: It is not there to be copied." in said
    assert len(lying(bucket)) == ALL - 2


def test_a_rehearsal_changes_nothing(job: Job, disk: str, bucket: str) -> None:
    assert f"{ALL} to be copied" in moved(disk, bucket, "--dry-run")
    assert lying(bucket) == []


def test_one_storage_is_not_moved_onto_itself(job: Job, disk: str) -> None:
    with pytest.raises(CommandError, match="These are one storage"):
        moved(disk, disk)
    assert is_all_at(default_storage)


WRONG = {
    "no such service": ("ftp://here", "must begin with one of"),
    "nowhere": ("", "Say where to"),
    "an empty variable": ("NO_SUCH_VARIABLE", "NO_SUCH_VARIABLE is not set"),
    "nobody answers": ("s3://K:S@films?endpoint=http://127.0.0.1:9", "does not answer"),
}


@pytest.mark.parametrize(("url", "said"), WRONG.values(), ids=WRONG)
def test_a_place_that_cannot_be_used(job: Job, disk: str, bucket: str, url: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        moved(disk, url)


def test_a_url_may_stand_in_a_variable(
    job: Job, disk: str, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEW_STORAGE", bucket)
    assert f"{ALL} copied" in moved(disk, "NEW_STORAGE")
    assert is_all_at(at(bucket))


def test_while_it_moves_everything_is_served(
    job: Job, disk: str, bucket: str, settings: Settings
) -> None:
    entries = storage_url.entry(bucket), storage_url.entry(disk)
    settings.STORAGES = settings.STORAGES | {"default": storage_url.with_fallback(*entries)}
    assert is_all_at(default_storage)
    out = StringIO()
    call_command("migrate_storage", stdout=out)
    assert f"{ALL} copied" in out.getvalue()
    assert is_all_at(at(bucket))
