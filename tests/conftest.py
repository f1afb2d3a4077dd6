"""Fixtures that every suite shares: alice who owns, bob who is a stranger, and their clients."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from billing.signup import welcome
from creator.models import User
from tests import ledger_triggers

if TYPE_CHECKING:
    from tests.s3 import S3Server

PASSWORD = "correct horse battery staple"

# Kinds of tests that take long, by their marks, the longest first.
_LONG = ("faults", "simulation", "render", "browser")


def pytest_collection_finish() -> None:
    """Search for garbage seldom, and not in what is loaded: it took a fifteenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: a long test at the end leaves all processes but one idle."""
    items.sort(key=_by_length)


def _by_length(item: pytest.Item) -> int:
    return next((at for at, kind in enumerate(_LONG) if item.get_closest_marker(kind)), len(_LONG))


def make_creator(name: str) -> User:
    """Return a creator with the welcome tokens."""
    user = User.objects.create_user(f"{name}@example.com", PASSWORD)
    welcome(user.pk)
    return user


@pytest.fixture
def one_step_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no worker go on with its job, as if each step were a long one."""
    monkeypatch.setattr("videos.execution.engine.TURN_SECONDS", 0)


@pytest.fixture
def long_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a worker go on with its job however long a step took, unless something comes first."""
    monkeypatch.setattr("videos.execution.engine.TURN_SECONDS", 3_600)


@pytest.fixture(autouse=True)
def _nobody_was_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget for whom the test before has worked."""
    from videos.execution import engine, lately

    monkeypatch.setattr(engine, "LATELY", lately.Lately())


@pytest.fixture(autouse=True)
def _nobody_waits_for_work() -> Iterator[None]:
    """End the renderers that would wait for the next video beyond the end of a test."""
    yield
    from videos.execution.materials import crew

    if crew.cache_info().currsize:
        crew().close()


@pytest.fixture
def alice(db: None) -> User:
    """The owner in every story."""
    return make_creator("alice")


@pytest.fixture
def bob(db: None) -> User:
    """A stranger: signed in, but nothing here is his."""
    return make_creator("bob")


@pytest.fixture
def admin(db: None) -> User:
    """Somebody who answers for jobs and money."""
    return User.objects.create_superuser("admin@example.com", PASSWORD)


@pytest.fixture
def as_alice(alice: User) -> Client:
    """A browser in which alice is signed in."""
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def as_bob(bob: User) -> Client:
    """A browser in which bob is signed in."""
    client = Client()
    client.force_login(bob)
    return client


@pytest.fixture
def storage(settings: Settings, tmp_path: Path) -> Path:
    """Storage that holds nothing yet, and a place where files arrive."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    settings.PASSING_DIR = tmp_path / "passing"
    settings.PASSING_DIR.mkdir()
    return tmp_path / "media"


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator["S3Server"]:
    """A real S3, with an empty bucket."""
    from tests import s3

    with s3.running(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Rate limits live in the cache; one test must not use up another's."""
    yield
    cache.clear()


def _is_transactional(request: pytest.FixtureRequest) -> bool:
    mark = request.node.get_closest_marker("django_db")
    return bool({"transactional_db", "live_server"} & set(request.fixturenames)) or bool(
        mark and mark.kwargs.get("transaction")
    )


def _has_database(request: pytest.FixtureRequest) -> bool:
    return "db" in request.fixturenames or bool(request.node.get_closest_marker("django_db"))


@pytest.fixture(autouse=True)
def _ledger(request: pytest.FixtureRequest) -> Iterator[None]:
    """On SQLite, guard the ledger in every test, and after one that really commits, let it go.

    Its rows must be deleted then, which the guards refuse; PostgreSQL truncates, which no row
    trigger sees. Tests come in any order, so that the next one has to put the guards back.
    """
    commits = _is_transactional(request)
    if connection.vendor != "sqlite" or not (commits or _has_database(request)):
        yield
        return
    request.getfixturevalue("transactional_db" if commits else "db")
    ledger_triggers.create()
    yield
    if commits:
        ledger_triggers.drop()
