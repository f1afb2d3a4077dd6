"""Creators with one video's worth of tokens, and the check that follows every round."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction

from billing import audit, ledger
from creator.models import User
from tests.invariants import broken_now
from tests.orders import ORDER
from tests.races.interleaving import Pair, Round, rounds
from videos import jobs
from videos.estimates import estimate
from videos.models import Job
from videos.states import LIVE

PRICE = estimate(ORDER).tokens
Raced = Callable[[Callable[[], Pair]], Iterator[Round]]


def creator(videos: int = 1) -> User:
    """Return somebody new who can pay for so many videos."""
    user = User.objects.create_user(f"creator-{User.objects.count()}@example.com")
    with transaction.atomic():
        ledger.grant(user.pk, videos * PRICE, key=f"gift-{user.pk}", reason="Welcome")
    return user


@pytest.fixture
def committing(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that really commits, and quickly."""
    if connection.vendor == "sqlite":  # each round connects anew, and no power fails here
        options = connection.settings_dict["OPTIONS"]
        monkeypatch.setitem(options, "init_command", "PRAGMA synchronous=OFF")


@pytest.fixture
def raced(committing: None) -> Raced:
    """Plays every round, and checks after each that jobs and money are right."""

    def played(prepare: Callable[[], Pair]) -> Iterator[Round]:
        for one in rounds(prepare):
            assert list(broken_now()) == []
            yield one
            _end_all()
            assert [*broken_now(), *audit.faults()] == []

    return played


def _end_all() -> None:
    """Leave nothing for the next round."""
    for job in Job.objects.filter(status__in=LIVE).select_related("video"):
        jobs.cancel(job)
