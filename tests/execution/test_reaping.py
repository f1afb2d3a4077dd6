"""What lies in storage without a row goes, and nothing else does."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from creator.models import User
from tests import s3
from tests.delivered import CONTENT, delivered, failed
from tests.material import brought, picture
from tests.orders import claimed, submit
from tests.s3 import BUCKET, S3Server
from videos.execution import reaping
from videos.execution.reaping import Reaped, Reaper
from videos.execution.shelves import SHELVES
from videos.management.commands import sweep
from videos.models import Job, Submission
from videos.states import SubmissionPhase
from videos.storage import listing
from videos.storage.faults import StorageFault

DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("storage")


def lay(name: str, *, hours: float = 25) -> str:
    """Put a file on the disk that is some hours old."""
    kept = default_storage.save(name, ContentFile(b"leftover"))
    moment = timezone.now().timestamp() - hours * 3600
    os.utime(default_storage.path(kept), (moment, moment))
    return kept


def age(folder: Path) -> None:
    """Let everything in storage be old."""
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))


def reap(**changes: bool) -> Reaped:
    """Return what a pass does."""
    return Reaper(before=timezone.now() - DAY, **changes).run()  # type: ignore[arg-type]


def clip_of(job: Job, name: str) -> None:
    """Write down that a job has a clip."""
    Submission.objects.create(
        job=job, scene=job.submissions.count(), number=1, provider="replicate", brief={},
        clip=name, phase=SubmissionPhase.SUCCEEDED, ended_at=timezone.now(),
    )  # fmt: skip


def test_leftovers_of_jobs_that_are_over_go_and_nothing_that_a_row_names(
    alice: User, storage: Path, tmp_path: Path
) -> None:
    job, lost = delivered(alice, tmp_path), failed(alice)
    upload, _ = brought(alice, picture())
    clip_of(lost, lay(f"clips/{lost.public_id}/kept.mp4"))
    age(storage)
    gone = [
        lay(f"jobs/{job.public_id}/video-0000.mp4"),
        lay(f"jobs/{job.public_id}/video-0001.mp4.1234.part"),
        lay(f"clips/{lost.public_id}/dead.mp4"),
        lay(f"uploads/{alice.pk}/image/{'a' * 64}.png"),
        lay("incoming/half-a-file"),
        lay("doctor/probe-1"),
    ]
    found = reap()
    assert (found.deleted, found.freed, found.strangers) == (6, 6 * len(b"leftover"), 0)
    assert found.seen == 6 + len(CONTENT) + 2
    assert not any(map(default_storage.exists, gone))
    named = [*job.artifacts.values_list("key", flat=True), upload.key]
    assert all(map(default_storage.exists, [*named, f"clips/{lost.public_id}/kept.mp4"]))
    assert reap().deleted == 0


def test_a_file_may_wait_a_day_for_its_row(alice: User) -> None:
    job = failed(alice)
    fresh = lay(f"jobs/{job.public_id}/video.mp4", hours=23.9)
    assert reap().deleted == 0
    assert default_storage.exists(fresh)


@pytest.mark.parametrize("running", [True, False])
def test_nothing_of_a_job_that_is_not_over_goes(alice: User, *, running: bool) -> None:
    job = submit(alice)
    if running:
        claimed()
    kept = [lay(f"{folder}/{job.public_id}/file.mp4", hours=90) for folder in ("jobs", "clips")]
    assert reap() == Reaped(seen=2)
    assert all(map(default_storage.exists, kept))


def test_a_clip_that_another_job_of_the_video_has_stays(alice: User) -> None:
    first = failed(alice)
    second = submit(alice, "again")
    Job.objects.filter(pk=second.pk).update(video=first.video)
    shared = lay(f"clips/{first.public_id}/shared.mp4")
    clip_of(second, shared)
    assert reap().deleted == 0
    assert default_storage.exists(shared)


def test_what_others_keep_beside_is_not_looked_at(db: None) -> None:
    others = [lay("backups/db.dump"), lay("jobs-of-others/file"), lay("readme.txt")]
    assert reap() == Reaped()
    assert all(map(default_storage.exists, others))


def test_with_the_wrong_database_nothing_goes_unless_it_is_said(alice: User) -> None:
    lay("jobs/job_unknown/video.mp4")
    lay(f"uploads/{alice.pk + 1}/image/picture.png")
    lay("uploads/by-hand/picture.png")
    lay(f"uploads/{10**30}/picture.png")
    assert reap() == Reaped(seen=4, strangers=4)
    assert reap(takes_strangers=True).deleted == 4
    assert reap() == Reaped()


def test_what_comes_anew_while_a_page_is_judged_stays(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"uploads/{alice.pk}/image/{'a' * 64}.png"
    lay(name)
    uploads = next(shelf for shelf in SHELVES if shelf.folder == "uploads")
    answers = iter([set(), {name}])
    racing = replace(uploads, named=lambda _names: next(answers))
    monkeypatch.setattr(reaping, "SHELVES", (racing,))
    assert reap().deleted == 0
    assert default_storage.exists(name)


def test_a_page_costs_the_same_few_questions_however_full_it_is(
    alice: User, django_assert_num_queries: Callable[..., object]
) -> None:
    job = failed(alice)
    for number in range(30):
        lay(f"jobs/{job.public_id}/fresh-{number}.mp4", hours=1)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        reap()
    live = submit(alice)
    for number in range(30):
        lay(f"clips/{live.public_id}/{number}.mp4")
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        assert reap().deleted == 0


def command(*options: str) -> str:
    """Return what the command says."""
    out = StringIO()
    call_command("reap_storage", *options, stdout=out)
    return out.getvalue()


def test_a_dry_run_says_what_would_go(alice: User) -> None:
    name = lay(f"jobs/{failed(alice).public_id}/video.mp4")
    said = command("--dry-run")
    assert f"{name}, 8 bytes" in said
    assert "Nothing was changed. 1 files: 1 leftovers" in said
    assert default_storage.exists(name)
    assert "1 files: 1 leftovers" in command()
    assert not default_storage.exists(name)


def test_storage_that_is_away_is_said_to_be(db: None, settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3.away()}
    with pytest.raises(CommandError, match="does not answer"):
        command()


def test_a_turn_comes_once_an_hour(alice: User, settings: Settings) -> None:
    name = lay(f"jobs/{failed(alice).public_id}/video.mp4")
    settings.STORAGE_REAP_SECONDS = 0
    assert reaping.reap_in_turn() is None
    settings.STORAGE_REAP_SECONDS = 3600
    first = reaping.reap_in_turn()
    assert first is not None
    assert first.deleted == 1
    assert reaping.reap_in_turn() is None
    assert not default_storage.exists(name)


class Once(Event):
    """Says stop after one turn."""

    def wait(self, _seconds: float | None = None) -> bool:
        """Return whether it is over."""
        before = self.is_set()
        self.set()
        return before


def test_the_sweeper_goes_on_without_storage(
    db: None, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3.away()}
    # Its connection is its own to close, in a thread of its own.
    turns = Thread(target=sweep.reap_beside, args=(Once(),))
    turns.start()
    turns.join()
    assert "could not be looked through" in caplog.text


@pytest.mark.django_db
@pytest.mark.django_db
class TestBucket:
    """The same in a bucket, and what only a bucket has."""

    @pytest.fixture(autouse=True)
    def _chosen(self, settings: Settings, s3_server: S3Server) -> Iterator[None]:
        settings.STORAGES = settings.STORAGES | {"default": s3_server.entry()}
        self._soon(takes_strangers=True)  # what other tests left, who have the bucket in turn
        yield
        self._soon(takes_strangers=True)

    def _soon(self, **changes: bool) -> Reaped:
        soon = timezone.now() + timedelta(seconds=5)
        return Reaper(before=soon, **changes).run()  # type: ignore[arg-type]

    def test_leftovers_go_and_what_a_row_names_stays(self, alice: User, tmp_path: Path) -> None:
        job = delivered(alice, tmp_path)
        stray = default_storage.save(f"jobs/{job.public_id}/left.mp4", ContentFile(b"left"))
        foreign = default_storage.save("backups/db.dump", ContentFile(b"rows"))
        assert reap().deleted == 0, "it is not a day old"
        assert self._soon().deleted == 1
        assert not default_storage.exists(stray)
        kept = [*job.artifacts.values_list("key", flat=True), foreign]
        assert all(map(default_storage.exists, kept))

    def test_uploads_that_nobody_ended_are_aborted(self, alice: User, s3_server: S3Server) -> None:
        client = s3_server.client()
        for key in (f"jobs/{failed(alice).public_id}/large.mp4", "backups/large.dump"):
            begun = client.create_multipart_upload(Bucket=BUCKET, Key=key)
            client.upload_part(
                Bucket=BUCKET, Key=key, UploadId=begun["UploadId"], PartNumber=1, Body=b"x" * 100
            )
        assert reap().uploads == 0, "it may be going on"
        assert self._soon(writes=False).uploads == 1
        assert self._soon().uploads == 1
        left = client.list_multipart_uploads(Bucket=BUCKET)["Uploads"]
        assert [upload["Key"] for upload in left] == ["backups/large.dump"]
        client.abort_multipart_upload(
            Bucket=BUCKET, Key="backups/large.dump", UploadId=left[0]["UploadId"]
        )

    def test_a_listing_goes_on_after_a_page(self) -> None:
        for number in range(7):
            default_storage.save(f"jobs/many/{number}/file", ContentFile(b"x"))
        client = storages["default"].connection.meta.client  # type: ignore[attr-defined]

        def few(params: dict[str, object], **_: object) -> None:
            params["MaxKeys"] = 2

        client.meta.events.register("provide-client-params.s3.ListObjectsV2", few)
        found = [file.name for file in listing.files(storages["default"], "jobs/many")]
        assert found == [f"jobs/many/{number}/file" for number in range(7)]

    def test_an_upload_that_was_ended_meanwhile_is_fine(self, s3_server: S3Server) -> None:
        storage, client = storages["default"], s3_server.client()
        begun = client.create_multipart_upload(Bucket=BUCKET, Key="doctor/begun")
        (upload,) = storage.unfinished_uploads("doctor")  # type: ignore[attr-defined]
        assert (upload.name, upload.id) == ("doctor/begun", begun["UploadId"])
        storage.abort_upload(upload)  # type: ignore[attr-defined]
        storage.abort_upload(upload)  # type: ignore[attr-defined]
        assert list(storage.unfinished_uploads("doctor")) == []  # type: ignore[attr-defined]

    def test_a_bucket_that_may_only_be_read(self, alice: User, s3_server: S3Server) -> None:
        name = f"jobs/{failed(alice).public_id}/left.mp4"
        default_storage.save(name, ContentFile(b"left"))
        reader = s3.quickly(s3_server.url(key=s3.READER, secret=s3.READER_SECRET))
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(storages._storages, "default", storages.create_storage(reader))  # type: ignore[attr-defined]
            with pytest.raises(StorageFault, match="may not do this"):
                self._soon()
        assert default_storage.exists(name)
