"""What workers leave behind who die, or answer late, at a moment that nobody chose."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from tests import s3
from tests.filming.conftest import Story
from tests.providers.fakes.server import Act
from videos import jobs
from videos.exceptions import StepFailed
from videos.execution.filming import asking, wind_up
from videos.execution.filming.filming import wanted
from videos.execution.sweeper import sweep_once
from videos.jobs import ordering
from videos.models import Job, Submission
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.registry import vendor
from videos.states import SubmissionPhase

A_WHILE = timedelta(minutes=1)
"""Longer than whoever lost a job may go on with it."""


def leave_a_clip(story: Story, reference: str) -> str:
    """Store a clip as a worker does that dies before it writes that down."""
    (settings.WORK_DIR / story.job.public_id).mkdir(parents=True, exist_ok=True)
    name = f"clips/{story.job.public_id}/{reference}-dead.mp4"
    return default_storage.save(name, ContentFile(b"A clip."))


def begun(story: Story, lease: jobs.Lease) -> Submission:
    (scene, brief), *_ = wanted(story.job.order, story.laid)
    return ordering.begin(lease, scene.index, "replicate", brief, cents=50)


def test_what_a_dead_worker_stored_goes_when_its_job_is_over(filmed: Story) -> None:
    filmed.until_settled()
    kept = [row.clip for row in filmed.rows()]
    left = leave_a_clip(filmed, filmed.rows(0)[0].reference)
    sweep_once()
    assert default_storage.exists(left), "its job goes on"
    jobs.cancel(filmed.job)
    filmed.clock.shift(A_WHILE)
    assert sweep_once().folders == 1
    assert not default_storage.exists(left)
    assert all(map(default_storage.exists, kept)), "they serve the next try"


def test_nothing_goes_while_an_order_is_live(filmed: Story) -> None:
    filmed.step()
    left = leave_a_clip(filmed, filmed.rows(0)[0].reference)
    jobs.cancel(filmed.job)
    filmed.clock.shift(A_WHILE)
    assert sweep_once().folders == 0
    assert default_storage.exists(left)
    assert wind_up() == 2
    assert sweep_once().folders == 1
    assert not default_storage.exists(left)


def test_clips_go_though_whoever_delivered_died_right_after(filmed: Story) -> None:
    filmed.until_settled()
    kept = [row.clip for row in filmed.rows()]
    ended = {"status": "succeeded", "finished_at": timezone.now(), "lease_owner": ""}
    Job.objects.filter(pk=filmed.job.pk).update(**ended)
    (settings.WORK_DIR / filmed.job.public_id).mkdir(parents=True, exist_ok=True)
    filmed.clock.shift(A_WHILE)
    sweep_once()
    assert not any(map(default_storage.exists, kept))
    assert [row.clip for row in filmed.rows()] == ["", ""]


def test_an_order_that_arrives_after_another_was_placed_is_stopped(filmed: Story) -> None:
    with filmed.working() as step:
        late = begun(filmed, step.lease)
        ordering.end(late, SubmissionPhase.LOST)
        ordering.end(begun(filmed, step.lease), SubmissionPhase.FAILED)
        (_, brief), *_ = wanted(step.job.order, filmed.laid)
        assert asking.send(late, vendor("replicate"), brief) is None
        late.refresh_from_db()
        assert (late.phase, late.remote_id) == ("lost", filmed.fake.orders[0].id)
        assert filmed.fake.orders[0].canceled
        assert begun(filmed, step.lease).number == 3, "the next one may be placed"


def test_a_vendor_that_never_says_how_it_stands_is_told_to_stop(
    filmed: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    filmed.fake.acts = [Act.STALLS]
    filmed.step()
    order = filmed.rows(0)[0]
    maker = vendor("replicate")
    busy = ProviderError("Busy.", kind=ErrorKind.RETRYABLE)
    monkeypatch.setattr(type(maker), "poll", lambda *_: (_ for _ in ()).throw(busy))
    filmed.clock.shift(timedelta(seconds=3 * maker.declaration.gives_up_seconds))
    filmed.step()
    order.refresh_from_db()
    assert order.phase == SubmissionPhase.FAILED
    assert filmed.fake.orders[0].canceled


def test_an_order_that_is_forgotten_says_why(filmed: Story) -> None:
    filmed.fake.acts = [Act.ACCEPTED_THEN_CUT]
    filmed.step()
    jobs.cancel(filmed.job)
    filmed.clock.shift(2 * asking.GRACE)
    wind_up()
    row = filmed.rows(0)[0]
    assert (row.phase, row.error_kind, row.remote_id) == ("canceled", "ambiguous", "")
    assert "It may have been charged." in row.evidence


def test_a_clip_that_cannot_be_stored_is_fetched_again_and_not_ordered_again(
    filmed: Story, settings: Settings
) -> None:
    disk = settings.STORAGES
    filmed.step()
    settings.STORAGES = disk | {"default": s3.away()}
    with pytest.raises(StepFailed) as caught:
        filmed.until_settled()
    assert (caught.value.code, caught.value.retryable) == ("storage_away", True)
    assert {row.phase for row in filmed.rows()} == {"accepted"}
    settings.STORAGES = disk
    filmed.clock.shift(A_WHILE)
    jobs.reclaim_expired()
    filmed.until_settled()
    assert [row.phase for row in filmed.rows()] == ["succeeded", "succeeded"]
    assert len(filmed.fake.orders) == 2
    assert sorted(filmed.job_files()) == sorted(
        row.clip.rpartition("/")[2] for row in filmed.rows()
    )
