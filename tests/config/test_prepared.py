"""Queries whose text is made once, which go straight to the driver unless somebody watches."""

import pytest
from django.db import Error, connection
from django.test.utils import CaptureQueriesContext

from config.prepared import Given, Prepared
from creator.models import User


@pytest.fixture
def named() -> Prepared:
    """A query for creators by their address."""
    return Prepared(User.objects.filter(email=Given(0), is_active=True).values_list("pk", "email"))


def test_it_gives_the_rows_of_the_values(alice: User, bob: User, named: Prepared) -> None:
    for user in (alice, bob):
        assert list(named.row(user.email) or ()) == [user.pk, user.email]
    assert named.row("nobody@example.com") is None


def test_it_gives_the_same_to_who_watches_and_is_seen(alice: User, named: Prepared) -> None:
    unseen = named.rows(alice.email)
    with CaptureQueriesContext(connection) as seen:
        assert [*map(tuple, named.rows(alice.email))] == [*map(tuple, unseen)]
    assert len(seen) == 1


@pytest.mark.django_db
def test_errors_of_the_driver_are_those_of_django(named: Prepared) -> None:
    with pytest.raises(Error):
        named.rows(object())
