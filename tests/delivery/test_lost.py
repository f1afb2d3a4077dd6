"""A part of a film is asked for on a connection that nobody has looked at, and that may be lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from creator.models import User
from tests.delivered import delivered
from videos.storage.delivery import link

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server to lose"),
]


@pytest.fixture
def ask(alice: User, tmp_path: Path, storage: Path) -> Callable[[], int]:
    """Ask for a film by its link; return what is answered."""
    address = link(delivered(alice, tmp_path).artifacts.get(kind="video"))
    path = address.removeprefix("http://testserver")
    return lambda: Client(raise_request_exception=False).get(path).status_code


def _lose() -> None:
    """Have the server end our connection, which we learn when we use it again."""
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.errors_occurred = False  # as if it had happened between two requests


def test_a_lost_connection_is_made_anew(ask: Callable[[], int]) -> None:
    assert ask() == 200
    _lose()
    assert ask() == 200


def test_a_transaction_that_is_lost_is_not_gone_on_with(ask: Callable[[], int]) -> None:
    def lost() -> int:
        with transaction.atomic():
            _lose()
            return ask()

    with pytest.raises(OperationalError):
        lost()


def test_a_server_that_is_away_is_said_to_be(
    ask: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    assert ask() == 500
