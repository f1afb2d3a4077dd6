"""What is past its time goes, and nothing else; no row ever promises a file that is missing."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from billing.audit import faults
from billing.queries import Wallet, wallet
from creator.models import User
from tests import s3
from tests.delivered import delivered, failed
from tests.material import kept
from tests.orders import submit
from tests.retention.conftest import KEEP, after, join, named_files, stored_files
from videos import jobs, library, uploads
from videos.execution.pruning import announce, count, prune
from videos.models import Artifact, Job, Submission, Upload
from videos.spec import AssetKind
from videos.states import JobKind, SubmissionPhase


def announced(job: Job) -> Job:
    """Return `job` after its creator was told that its files end."""
    with after(KEEP - 7):
        assert announce() == 1
    job.refresh_from_db()
    return job


@pytest.mark.usefixtures("plans")
def test_files_of_a_video_go_and_the_rest_stays(alice: User, job: Job) -> None:
    announced(job)
    with after(KEEP - 1):
        assert prune(10) == 0
    with after(KEEP + 1):
        assert prune(10) == 1
    assert stored_files() == named_files() == []
    job.refresh_from_db()
    assert job.files_gone_at
    assert (job.status, job.video.deleted_at) == ("succeeded", None)
    assert job.order.script
    assert wallet(alice.pk) == Wallet(available=150, held=0)
    assert not list(faults())


@pytest.mark.usefixtures("plans")
def test_nothing_goes_that_was_not_announced(job: Job) -> None:
    with after(10 * KEEP):
        assert prune(10) == 0
        assert announce() == 1
        assert prune(10) == 0
    assert stored_files() == named_files() != []
    with after(10 * KEEP + 8):
        assert prune(10) == 1


def test_without_plans_everything_stays(job: Job) -> None:
    kept(job.owner)
    with after(10_000):
        assert (announce(), prune(10)) == (0, 0)


@pytest.mark.usefixtures("plans")
def test_a_better_plan_keeps_what_was_announced(alice: User, job: Job) -> None:
    announced(job)
    join(alice, "pro")
    with after(10 * KEEP):
        assert prune(10) == 0


def test_deleted_videos_have_a_grace(job: Job) -> None:
    library.delete(job.video)
    with after(29):
        assert prune(10) == 0
    with after(31):
        assert prune(10) == 1
    assert stored_files() == named_files() == []


def test_previews_go_after_some_days(job: Job) -> None:
    Job.objects.update(kind=JobKind.PREVIEW)
    with after(2):
        assert prune(10) == 0
    with after(4):
        assert prune(10) == 1
    assert stored_files() == []


@pytest.mark.usefixtures("plans", "storage")
def test_unused_material_goes_and_used_one_stays(alice: User) -> None:
    unused, used = kept(alice, name="unused.png"), kept(alice, AssetKind.LOGO, "used.png")
    with after(KEEP - 1):
        job = submit(alice, logo=used.asset)
        jobs.cancel(job)
    with after(KEEP + 1):
        assert prune(10) == 1
    assert list(Upload.objects.all()) == [used]
    assert stored_files() == [used.key] != [unused.key]
    with after(2 * KEEP):
        assert prune(10) == 1
    assert stored_files() == []


@pytest.mark.usefixtures("plans", "storage")
def test_material_that_is_being_used_stays(alice: User) -> None:
    upload = kept(alice, AssetKind.LOGO)
    job = submit(alice, logo=upload.asset)
    with after(10 * KEEP):
        assert prune(10) == 0
        with pytest.raises(uploads.InUse):
            uploads.forget(upload)
        jobs.cancel(job)
        assert prune(10) == 1


@pytest.mark.usefixtures("plans", "storage")
def test_clips_of_a_failed_job_go_unless_another_try_is_under_way(alice: User) -> None:
    job = failed(alice)
    clip = default_storage.save(f"clips/{job.public_id}/a.mp4", ContentFile(b"clip"))
    Submission.objects.create(
        job=job, scene=0, number=1, provider="replicate", brief={}, clip=clip,
        phase=SubmissionPhase.SUCCEEDED, ended_at=timezone.now(),
    )  # fmt: skip
    with after(KEEP + 1):
        again = jobs.retry(job, idempotency_key="again")
        assert prune(10) == 0
        jobs.cancel(again)
        assert prune(10) == 1
    assert not default_storage.exists(clip)
    assert Submission.objects.get().clip == ""


@pytest.mark.usefixtures("storage")
def test_it_goes_on_where_it_stopped(alice: User, tmp_path: Path) -> None:
    for number in range(3):
        library.delete(delivered(alice, tmp_path, f"video-{number}").video)
    with after(31):
        assert [prune(2), prune(2), prune(2)] == [2, 1, 0]
    assert stored_files() == []


def test_storage_that_is_away_leaves_no_row_without_its_file(job: Job, settings: Settings) -> None:
    library.delete(job.video)
    files, disk = stored_files(), settings.STORAGES
    settings.STORAGES = disk | {"default": s3.away()}
    with after(31), pytest.raises(OSError):  # noqa: PT011 - whatever storage has to say
        prune(10)
    settings.STORAGES = disk
    assert not Artifact.objects.exists(), "a row would promise what may be gone"
    assert stored_files() == files, "without names, for whoever tidies storage"


@pytest.mark.usefixtures("plans")
def test_counting_changes_nothing(alice: User, bob: User, job: Job, tmp_path: Path) -> None:
    announced(job)
    upload = kept(alice)
    library.delete(delivered(bob, tmp_path, "bobs").video)
    before = stored_files()
    with after(KEEP + 1):
        counts = {one.what: (one.files, one.size_bytes) for one in count()}
        of_alice = {one.what: one.files for one in count("default")}
    films = sum(Artifact.objects.filter(job=job).values_list("size_bytes", flat=True))
    assert counts == {
        "Videos past their plan's time": (4, films),
        "Previews": (0, 0),
        "Deleted videos": (4, films),
        "Material that no video uses": (1, upload.size_bytes),
        "All of it": (9, 2 * films + upload.size_bytes),
    }
    assert of_alice["All of it"] == 9
    assert stored_files() == before
    assert Artifact.objects.count() == 8
