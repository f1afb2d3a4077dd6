"""What the sweeper does after somebody has left: until nothing of theirs is left."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from billing.audit import faults
from creator import removal
from creator.models import User
from tests import s3
from tests.delivered import delivered, failed
from tests.material import kept
from tests.orders import ORDER, claimed, submit
from tests.retention.conftest import after, stored_files
from videos import jobs
from videos.execution.departing import work_off, working_off
from videos.models import Artifact, Attempt, Departure, Job, Submission, Upload, Video
from videos.spec import AssetKind
from videos.states import SubmissionPhase

SETTLED = 0.01
"""Days: longer than requests take."""
WORDS = ("alarm", "Dawnroast", "coffee", "Traceback", "harbour")


@pytest.fixture
def gone(alice: User, bob: User, tmp_path: Path, storage: Path) -> User:
    """Alice, who has left with videos, material and a clip in storage; bob has a video too."""
    for number in range(2):
        delivered(alice, tmp_path, f"video-{number}")
    logo = kept(alice, AssetKind.LOGO)
    job = failed(alice)
    clip = default_storage.save(f"clips/{job.public_id}/a.mp4", ContentFile(b"clip"))
    Submission.objects.create(
        job=job, scene=0, number=1, provider="replicate", brief={"prompt": "coffee"}, clip=clip,
        phase=SubmissionPhase.SUCCEEDED, ended_at=timezone.now(), evidence="Traceback",
    )  # fmt: skip
    submit(alice, "waiting", logo=logo.asset)
    removal.remove(alice)
    delivered(bob, tmp_path, "bobs")
    return alice


def work_off_all() -> None:
    """Sweep until nothing is due now."""
    while Departure.objects.filter(look_at__lte=timezone.now(), done_at=None).exists():
        work_off()


def written() -> str:
    """Return everything that rows of alice's videos say."""
    mine = {"owner__email__startswith": "deleted-"}
    of_jobs = {f"job__{path}": value for path, value in mine.items()}
    rows = [
        *Video.objects.filter(**mine).values(), *Job.objects.filter(**mine).values(),
        *Attempt.objects.filter(**of_jobs).values(), *Submission.objects.filter(**of_jobs).values(),
    ]  # fmt: skip
    return repr(rows)


def test_files_rows_and_words_go_and_others_stay(gone: User, bob: User) -> None:
    assert any(word in written() for word in WORDS)
    work_off_all()
    assert not Upload.objects.exists()
    assert set(Artifact.objects.values_list("job__owner", flat=True)) == {bob.pk}
    assert stored_files() == sorted(Artifact.objects.values_list("key", flat=True))
    assert [word for word in WORDS if word in written()] == []
    assert Video.objects.get(owner=bob).order.script == ORDER.script
    assert not list(faults())


def test_it_is_over_once_late_requests_have_ended(gone: User) -> None:
    work_off_all()
    assert not Departure.objects.filter(done_at__isnull=False).exists()
    late = submit(gone, "late")
    upload = kept(gone)
    with after(SETTLED):
        work_off_all()
    late.refresh_from_db()
    assert late.status == "canceled"
    assert not Upload.objects.filter(pk=upload.pk).exists()
    assert [word for word in WORDS if word in written()] == []
    assert Departure.objects.get().done_at
    assert not list(faults())


def test_pages_go_on_where_they_stopped(gone: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_off, "PAGE", 1)
    left = []
    for _ in range(4):
        work_off()
        left.append(Artifact.objects.filter(job__owner=gone).count())
    assert left == [4, 0, 0, 0]
    assert len(stored_files()) == 4, "bob's"


def test_a_crash_in_between_leaves_the_list_of_what_is_left(
    gone: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("videos.jobs.ordering.forget_clips", die)
    with pytest.raises(KeyboardInterrupt):
        work_off()
    monkeypatch.undo()
    assert Artifact.objects.filter(job__owner=gone).exists()
    work_off_all()
    assert len(stored_files()) == 4, "bob's"


def test_storage_that_is_away_is_asked_again_later(gone: User, settings: Settings) -> None:
    disk, rows = settings.STORAGES, Artifact.objects.count()
    settings.STORAGES = disk | {"default": s3.away()}
    assert work_off() == 0
    assert Artifact.objects.count() == rows
    settings.STORAGES = disk
    assert Departure.objects.get().look_at > timezone.now()
    with after(SETTLED):
        work_off_all()
    assert len(stored_files()) == 4, "bob's"


def test_what_is_live_at_a_vendor_is_stopped_before_it_is_forgotten(gone: User) -> None:
    order = Submission.objects.create(
        job=Job.objects.filter(owner=gone).latest("pk"), scene=0, number=1, provider="replicate",
        brief={}, ticket={"remote_id": "abc"}, phase=SubmissionPhase.ACCEPTED,
    )  # fmt: skip
    with after(SETTLED):
        work_off_all()
        order.refresh_from_db()
        assert order.ticket == {"remote_id": "abc"}
        assert Departure.objects.get().done_at is None
        Submission.objects.filter(pk=order.pk).update(
            phase=SubmissionPhase.CANCELED, ended_at=timezone.now()
        )
    with after(2 * SETTLED):
        work_off_all()
    order.refresh_from_db()
    assert order.ticket == {}
    assert Departure.objects.get().done_at


def test_nobody_leaving_takes_one_query(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert work_off() == 0


def test_the_worker_who_had_the_job_delivers_nothing(alice: User, storage: Path) -> None:
    job = submit(alice)
    lease = claimed()
    removal.remove(alice)
    with pytest.raises(jobs.LeaseLost):
        jobs.succeed(lease, jobs.Delivery(artifacts=()))
    work_off_all()
    job.refresh_from_db()
    assert (job.status, job.spec) == ("canceled", {})
