"""Scenes that vendors film: ordered once, followed, fetched, and never paid for twice."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from tests.filming.conftest import Story
from tests.providers.fakes.clips import clip
from tests.providers.fakes.server import Act
from videos import jobs
from videos.execution import filming
from videos.execution.filming import asking
from videos.execution.filming.filming import wanted
from videos.jobs import ordering
from videos.models import InboundDelivery, JobEvent, Submission
from videos.providers.base import Receipt
from videos.states import SubmissionPhase


def phases(story: Story, scene: int) -> list[str]:
    return [row.phase for row in story.rows(scene)]


def test_every_scene_is_ordered_once_and_its_clip_is_in_our_storage(filmed: Story) -> None:
    filmed.until_settled()
    assert [row.phase for row in filmed.rows()] == ["succeeded", "succeeded"]
    assert len(filmed.fake.orders) == 2
    for row in filmed.rows():
        with default_storage.open(row.clip) as stored:
            assert stored.read() == clip()
        assert (row.clip_seconds, row.remote_id != "", row.cost_cents > 0) == (5.0, True, True)
    assert filmed.notes() == []


def test_nothing_is_asked_before_it_is_due(filmed: Story) -> None:
    filmed.step()
    asked = len(filmed.fake.requests)
    filmed.clock.shift(filmed.wait)
    with filmed.working() as step:
        filmed.clock.shift(-timedelta(seconds=1))
        assert filming.run(step, filmed.laid) is not None
    assert len(filmed.fake.requests) == asked


def test_the_creator_sees_how_many_scenes_are_there(filmed: Story) -> None:
    filmed.until_settled()
    told = [event.data for event in JobEvent.objects.filter(kind="filming").order_by("pk")]
    assert told[0] == {"done": 0, "total": 2}
    assert told[-1] == {"done": 2, "total": 2}


def test_a_vendor_gets_no_more_at_a_time_than_it_takes(
    filmed: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPLICATE_PARALLEL", "1")
    filmed.step()
    assert len(filmed.fake.orders) == 1
    filmed.until_settled()
    assert len(filmed.fake.orders) == 2


def test_a_refusal_of_the_words_goes_to_nobody_else(filmed: Story) -> None:
    filmed.fake.acts = [Act.REFUSED_BY_RULES]
    filmed.until_settled()
    (row,) = filmed.rows(0)
    assert (row.phase, row.error_kind, row.next_step) == (
        "failed", "moderation", "the studio draws it",
    )  # fmt: skip
    assert row.cost_cents == 0
    (note,) = filmed.notes()
    assert note.startswith("Scene 1: Replicate refused this because of its content rules.")
    assert note.endswith("Our studio drew it instead.")


def test_what_may_pass_is_ordered_again_when_the_vendor_says(filmed: Story) -> None:
    filmed.fake.acts = [Act.TOO_MANY]
    filmed.step()
    row = filmed.rows(0)[0]
    assert row.next_step.startswith("Replicate again in ")
    assert row.ended_at is not None
    assert row.next_poll_at is not None
    assert row.next_poll_at - row.ended_at >= timedelta(seconds=7)
    assert row.http_status == 429
    filmed.until_settled()
    assert phases(filmed, 0) == ["failed", "succeeded"]
    assert len(filmed.fake.orders) == 2
    assert filmed.notes() == []


def test_what_fails_twice_is_drawn_here(filmed: Story) -> None:
    filmed.fake.acts = [Act.BROKEN, Act.WELL, Act.BROKEN]
    filmed.until_settled()
    assert phases(filmed, 0) == ["failed", "failed"]
    assert phases(filmed, 1) == ["succeeded"]
    assert "Our studio drew it instead." in filmed.notes()[0]


@pytest.mark.parametrize("act", [Act.ACCEPTED_THEN_504, Act.ACCEPTED_THEN_CUT])
def test_an_order_that_nobody_answered_is_sent_once_more_at_our_cost(
    filmed: Story, act: Act
) -> None:
    filmed.fake.acts = [act, Act.WELL, act]  # the second is scene two's
    filmed.step()
    row = filmed.rows(0)[0]
    assert (row.phase, row.error_kind) == ("unknown", "ambiguous")
    filmed.until_settled()
    rows = filmed.rows(0)
    assert [one.phase for one in rows] == ["lost", "lost"]
    assert [one.at_our_cost for one in rows] == [False, True]
    assert rows[1].created_at - rows[0].created_at >= asking.GRACE
    assert rows[0].cost_cents > 0, "it may have been charged"
    assert len(filmed.fake.orders) == 3


def test_a_worker_that_dies_while_sending_leaves_an_order_that_is_sought(filmed: Story) -> None:
    with filmed.working() as step:
        (scene, brief), *_ = wanted(step.job.order, filmed.laid)
        ordering.begin(step.lease, scene.index, "replicate", brief, cents=50)
        jobs.park(step.lease)
    filmed.step()
    (row,) = filmed.rows(0)
    assert row.phase == "unknown"
    assert filmed.fake.orders == [] or len(filmed.fake.orders) == 1  # scene two's


def test_an_answer_that_comes_after_the_order_was_given_up_is_kept(filmed: Story) -> None:
    filmed.step()
    row = filmed.rows(0)[0]
    receipt = ordering.ticket_of(row)
    Submission.objects.filter(pk=row.pk).update(
        phase=SubmissionPhase.SUBMITTING, remote_id="", ticket={}
    )
    ordering.end(row, SubmissionPhase.LOST)
    assert ordering.accept(row, Receipt(ticket=receipt)) is False
    row.refresh_from_db()
    assert (row.remote_id, row.phase, row.ended_at) == (receipt.remote_id, "accepted", None)


@pytest.mark.parametrize("act", [Act.EXPIRES, Act.CUT_SHORT])
def test_a_result_that_does_not_come_is_fetched_again(filmed: Story, act: Act) -> None:
    filmed.fake.acts = [act]
    while filmed.step() is not None:
        for order in filmed.fake.orders:
            order.act = Act.WELL if order.links > 1 else order.act
    assert phases(filmed, 0) == ["succeeded"]
    assert len(filmed.fake.orders) == 2


@pytest.mark.parametrize("act", [Act.NO_VIDEO, Act.LYING])
def test_a_result_that_is_no_clip_is_nobodys_clip(filmed: Story, act: Act) -> None:
    filmed.fake.acts = [act]
    filmed.until_settled()
    (row,) = filmed.rows(0)
    assert (row.phase, row.error_kind, row.clip) == ("failed", "permanent", "")
    assert row.cost_cents > 0, "it was made, and is charged"
    assert not [name for name in filmed.job_files() if row.reference in name]


def test_what_is_never_done_is_stopped_and_drawn_here(filmed: Story) -> None:
    filmed.fake.acts = [Act.STALLS]
    filmed.until_settled(200)
    (row,) = filmed.rows(0)
    assert (row.phase, row.error_kind) == ("failed", "overdue")
    assert row.cost_cents > 0, "nobody knows that it was not charged"
    assert filmed.fake.orders[0].canceled


def test_what_was_paid_for_serves_the_next_try(filmed: Story) -> None:
    filmed.until_settled()
    jobs.cancel(filmed.job)
    again = jobs.retry(filmed.job, idempotency_key="again")
    again.route = filmed.job.route
    again.save(update_fields=["route"])
    story = Story(again, filmed.fakes, filmed.clock, filmed.laid)
    assert story.until_settled() == 1
    assert len(filmed.fake.orders) == 2
    assert [row.clip for row in story.rows()] == [row.clip for row in filmed.rows()]
    assert [row.cost_cents for row in story.rows()] == [0, 0]


def test_a_stale_worker_orders_nothing(filmed: Story) -> None:
    with filmed.working() as step:
        jobs.cancel(step.job)
        with pytest.raises(jobs.LeaseLost):
            filming.run(step, filmed.laid)
    assert filmed.fake.requests == []
    assert filmed.rows() == []


def test_a_result_that_never_comes_is_given_up(filmed: Story) -> None:
    filmed.fake.acts = [Act.CUT_SHORT, Act.WELL, Act.CUT_SHORT]
    filmed.until_settled()
    assert phases(filmed, 0) == ["failed", "failed"]
    assert [order.links for order in filmed.fake.orders if order.act is Act.CUT_SHORT] == [6, 6]


def test_a_vendor_that_can_reach_us_is_told_where(filmed: Story, settings: Settings) -> None:
    settings.SERVES_HTTPS, settings.SITE_URL = True, "https://reelsmith.example"
    filmed.step()
    row = filmed.rows(0)[0]
    assert filmed.fake.orders[0].body["webhook"] == (
        f"https://reelsmith.example/hooks/providers/replicate/{row.reference}/"
    )


def test_an_order_without_an_answer_is_found_by_its_webhook(filmed: Story) -> None:
    filmed.fake.acts = [Act.ACCEPTED_THEN_CUT]
    filmed.step()
    row = filmed.rows(0)[0]
    InboundDelivery.objects.create(
        provider="replicate", delivery="msg_1", reference=row.reference, was_known=True,
        remote_id=filmed.fake.orders[0].id,
    )  # fmt: skip
    filmed.until_settled()
    assert phases(filmed, 0) == ["succeeded"]
    assert len(filmed.fake.orders) == 2
