"""Refunds of one job that arrive at the same moment, each by a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from billing.audit import faults
from billing.queries import wallet
from billing.spending import spending
from creator.models import User
from tests.delivered import delivered
from videos import jobs
from videos.exceptions import InvalidRequest
from videos.models import Job, Notice

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


@pytest.fixture
def job(transactional_db: None, alice: User, tmp_path: Path) -> Job:
    """A delivered video of alice's, which cost 50 tokens."""
    return delivered(alice, tmp_path)


def _together(*acts: Callable[[], object]) -> list[object]:
    """Let everybody act at the same moment; return what each got, refusals as None."""
    barrier = Barrier(len(acts))

    def act(one: Callable[[], object]) -> object:
        try:
            barrier.wait(10)
            return one()
        except InvalidRequest:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act, acts))


def _tells(job: Job, times: int, tokens: int) -> bool:
    """Say whether just so many refunds of so many tokens in all were given and told."""
    told = job.events.filter(kind="refunded").count()
    noticed = Notice.objects.filter(kind="refunded").count()
    given = spending(job.public_id).refunded
    return (told, noticed, given, wallet(job.owner_id).available) == (
        times, times, tokens, 150 + tokens,
    ) and not list(faults())  # fmt: skip


def test_one_form_sent_many_times_gives_once(job: Job) -> None:
    send = partial(jobs.refund, job, 20, key="a", reason="Sorry.")
    assert sorted(map(bool, _together(*[send] * AT_ONCE))) == [False] * (AT_ONCE - 1) + [True]
    assert _tells(job, 1, 20)


def test_forms_that_ask_for_more_than_there_is_share_what_there_is(job: Job) -> None:
    sent = [
        partial(jobs.refund, job, 20, key=str(number), reason="Sorry.") for number in range(AT_ONCE)
    ]
    assert sorted(map(str, _together(*sent))) == ["None", "None", "True", "True"]
    assert _tells(job, 2, 40)


def test_a_form_and_two_rechecks_give_everything_once(job: Job) -> None:
    rest = partial(jobs.refund_rest, job, reason="It is faulty.", evidence=["Black."])
    _together(rest, partial(jobs.refund, job, 20, key="a", reason="Sorry."), rest)
    assert spending(job.public_id).left == 0
    assert _tells(job, job.events.filter(kind="refunded").count(), 50)
