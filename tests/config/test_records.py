"""Records by a query that is made once are those that the ORM gives."""

from pathlib import Path

import pytest
from django.db.models import Model
from pytest_django import DjangoAssertNumQueries

from config.prepared import Given
from config.records import PreparedRecords
from creator.models import User
from tests.delivered import delivered
from tests.orders import submit
from videos import queries
from videos.models import Artifact, Job


def columns(record: Model) -> dict[str, object]:
    """Return all that a record has of its row; reading what is missing would be a query."""
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


@pytest.fixture
def job(alice: User, tmp_path: Path, storage: Path) -> Job:
    """A job with all kinds of values, among others."""
    job = delivered(alice, tmp_path, "ready")
    submit(alice, "another")
    return job


def test_a_record_and_the_one_beside_it(
    job: Job, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    expected = Job.objects.select_related("video").get(pk=job.pk)
    with django_assert_num_queries(1):
        found = queries.watched_job(alice.pk, expected.video.public_id)
        assert (columns(found), columns(found.video)) == (
            columns(expected), columns(expected.video),
        )  # fmt: skip
    assert (found, found.video._state.db, found._state.adding) == (expected, "default", False)


def test_a_record_can_be_saved(job: Job, alice: User) -> None:
    before = columns(Job.objects.get(pk=job.pk))
    queries.watched_job(alice.pk, job.video.public_id).save()
    assert columns(Job.objects.get(pk=job.pk)) == before


def test_all_records_in_their_order(job: Job) -> None:
    prepared = PreparedRecords(Artifact.objects.filter(job=Given(0)).order_by("-pk"))
    expected = list(job.artifacts.order_by("-pk"))
    assert len(expected) > 1
    for _ in range(2):
        assert [columns(one) for one in prepared.all(job.pk)] == [columns(one) for one in expected]
    assert prepared.all(0) == []


def test_somebody_elses_is_not_there(job: Job, bob: User) -> None:
    with pytest.raises(Job.DoesNotExist):
        queries.watched_job(bob.pk, job.video.public_id)
