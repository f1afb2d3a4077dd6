"""Orders of jobs that are over are stopped at the vendor, and known to be."""

from datetime import timedelta

from tests.filming.conftest import Story
from tests.providers.fakes.server import Act
from videos import jobs
from videos.execution.filming import asking, wind_up, winding
from videos.execution.filming.filming import wanted
from videos.execution.sweeper import sweep_once
from videos.jobs import ordering
from videos.models import Submission
from videos.providers.registry import vendor
from videos.states import SubmissionPhase


def test_a_canceled_job_is_canceled_at_the_vendor(filmed: Story) -> None:
    filmed.step()
    jobs.cancel(filmed.job)
    filmed.clock.shift(timedelta(minutes=1))
    assert wind_up() == 2
    assert [order.canceled for order in filmed.fake.orders] == [True, True]
    assert [row.phase for row in filmed.rows()] == ["canceled", "canceled"]
    assert wind_up() == 0


def test_the_sweeper_sees_to_it(filmed: Story) -> None:
    filmed.step()
    jobs.cancel(filmed.job)
    filmed.clock.shift(timedelta(minutes=1))
    assert sweep_once().nudged == 1
    wind_up()
    assert sweep_once().nudged == 0


def test_a_vendor_that_is_down_is_told_again_and_not_for_ever(filmed: Story) -> None:
    filmed.step()
    jobs.cancel(filmed.job)
    key, type(filmed.fake).key = type(filmed.fake).key, "another"
    ended = 0
    for _ in range(winding.TRIES):
        filmed.clock.shift(timedelta(minutes=3))
        ended += wind_up()
    type(filmed.fake).key = key
    assert ended == 2
    row = filmed.rows(0)[0]
    assert (row.phase, row.error_kind) == ("canceled", "configuration")


def test_an_order_without_an_answer_is_waited_for_before_it_is_forgotten(filmed: Story) -> None:
    filmed.fake.acts = [Act.ACCEPTED_THEN_CUT]
    filmed.step()
    jobs.cancel(filmed.job)
    row = filmed.rows(0)[0]
    filmed.clock.shift(timedelta(minutes=1))
    wind_up()
    row.refresh_from_db()
    assert row.phase == SubmissionPhase.UNKNOWN
    filmed.clock.shift(asking.GRACE)
    wind_up()
    row.refresh_from_db()
    assert row.phase == SubmissionPhase.CANCELED


def test_an_answer_that_comes_after_the_cancel_is_stopped_too(filmed: Story) -> None:
    with filmed.working() as step:
        order = _begun(filmed, step.lease)
        jobs.cancel(filmed.job)
        ordering.end(order, SubmissionPhase.CANCELED)
        maker = vendor("replicate")
        (_, brief), *_ = wanted(step.job.order, filmed.laid)
        assert asking.send(order, maker, brief) is None
    filmed.clock.shift(timedelta(seconds=1))
    assert wind_up() == 1
    assert filmed.fake.orders[0].canceled
    order.refresh_from_db()
    assert (order.phase, order.remote_id) == ("canceled", filmed.fake.orders[0].id)


def _begun(story: Story, lease: jobs.Lease) -> Submission:
    (scene, brief), *_ = wanted(story.job.order, story.laid)
    return ordering.begin(lease, scene.index, "replicate", brief, cents=50)
