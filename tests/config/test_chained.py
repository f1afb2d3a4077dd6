"""What is not waited for takes nothing along that is."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from config.chained import chained, unhurried
from config.prepared import Row
from creator.models import User
from tests.conftest import make_creator
from tests.orders import submit
from videos.jobs.timeline_events import telling
from videos.models import Job

pytestmark = pytest.mark.django_db(transaction=True)
_CHANGE = """
UPDATE videos_job SET progress = progress + 7
WHERE id = %(job)s AND progress = %(before)s RETURNING id, kind
"""
_only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite is always waited for"
)


@pytest.fixture
def ann() -> User:
    """Who has ordered one job."""
    ann = make_creator("ann")
    submit(ann)
    return ann


def change(way: Callable[..., Row | None], before: int = 0) -> Row | None:
    """Change the job if it has come so far, and tell of it twice."""
    job = Job.objects.get()
    values = {"job": job.pk, "before": before, "now": str(job.created_at)}
    return way(_CHANGE, (telling("changed"), telling("changed")), values, table="videos_job")


def told() -> int:
    """Return how often a change was told."""
    return Job.objects.get().events.filter(kind="changed").count()


def is_waited_for() -> bool:
    """Say whether the database answers only when a change is on disk."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return bool(cursor.fetchone()[0] == "on")


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize("way", [chained, unhurried])
def test_what_follows_follows_a_change_alone(way: Callable[..., Row | None]) -> None:
    row = change(way)
    assert row is not None
    assert tuple(row) == (Job.objects.get().pk, "full")
    assert change(way) is None
    assert (Job.objects.get().progress, told()) == (7, 2)


@pytest.mark.usefixtures("ann")
def test_nobody_elses_transaction_becomes_one_that_is_not_waited_for() -> None:
    with transaction.atomic(), pytest.raises(TransactionManagementError):
        change(unhurried)
    assert (Job.objects.get().progress, told()) == (0, 0)


@pytest.mark.usefixtures("ann")
def test_it_may_have_a_transaction_of_its_own() -> None:
    with transaction.atomic(durable=True):
        change(unhurried)
    assert (Job.objects.get().progress, told()) == (7, 2)


@_only_postgresql
@pytest.mark.usefixtures("ann")
def test_only_its_own_transaction_is_not_waited_for() -> None:
    with transaction.atomic(durable=True):
        assert is_waited_for()
        change(unhurried)
        assert not is_waited_for()
    assert is_waited_for()
    change(unhurried, before=7)
    assert is_waited_for()
    assert Job.objects.get().progress == 14


@_only_postgresql
@pytest.mark.usefixtures("ann")
def test_a_change_that_is_waited_for_leaves_its_transaction_so() -> None:
    with transaction.atomic():
        change(chained)
        assert is_waited_for()
