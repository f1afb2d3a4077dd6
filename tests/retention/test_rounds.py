"""The sweeper prunes once a day, in pages; the command at once."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from creator.models import User
from tests import s3
from tests.delivered import delivered
from tests.retention.conftest import KEEP, after, join, stored_files
from videos import library
from videos.execution.pruning import announce, rounds
from videos.models import Artifact, Chore, Notice


@pytest.fixture
def deleted(alice: User, tmp_path: Path, storage: Path) -> User:
    """Alice, who has deleted more videos than are pruned at a time."""
    rounds.go_on()
    for number in range(3):
        library.delete(delivered(alice, tmp_path, f"video-{number}").video)
    return alice


def wait() -> timedelta:
    """Return how long it is until the next page."""
    return Chore.objects.get(name=rounds.NAME).next_at - timezone.now()


def test_a_round_goes_on_in_pages_and_then_waits_a_day(
    deleted: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "PAGE", 2)
    with after(31):
        assert [rounds.go_on(), rounds.go_on(), rounds.go_on()] == [2, 1, 0]
        assert wait() > timedelta(hours=23)
    assert stored_files() == []


def test_nothing_is_due_on_the_first_day(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert rounds.go_on() == 0
    with django_assert_num_queries(1):
        assert rounds.go_on() == 0
    assert wait() > timedelta(hours=23)


def test_a_page_has_one_sweeper(deleted: User) -> None:
    with after(31):
        chore = Chore.objects.get()
        now = timezone.now()
        assert rounds._taken(chore, now)
        assert not rounds._taken(chore, now)
        assert rounds.go_on() == 0
    with after(31.01):
        assert rounds.go_on() == 3, "the one that took it has died"


def test_storage_that_is_away_is_left_alone_for_a_while(deleted: User, settings: Settings) -> None:
    disk = settings.STORAGES
    settings.STORAGES = disk | {"default": s3.away()}
    with after(31):
        assert rounds.go_on() == 0
        assert timedelta(minutes=59) < wait() < timedelta(minutes=61)
        assert Artifact.objects.count() == 8
    settings.STORAGES = disk
    with after(31.1):
        assert rounds.go_on() == 2


def run(*options: str) -> str:
    out = StringIO()
    call_command("prune_media", *options, stdout=out)
    return out.getvalue()


def test_a_dry_run_says_it_in_a_table_and_changes_nothing(deleted: User) -> None:
    before, rows = stored_files(), list(Artifact.objects.values())
    with after(31):
        text = run("--dry-run")
    assert "Deleted videos                        12       31 kB" in text
    assert text.endswith("Nothing was deleted.\n")
    assert stored_files() == before
    assert list(Artifact.objects.values()) == rows


@pytest.mark.usefixtures("plans")
def test_a_dry_run_tells_nobody(alice: User, tmp_path: Path, storage: Path) -> None:
    delivered(alice, tmp_path)
    with after(KEEP - 1):
        run("--dry-run")
    assert not Notice.objects.filter(kind="ending").exists()


def test_the_command_does_it_at_once(deleted: User) -> None:
    with after(31):
        assert "Deleted the files of 3 jobs and uploads." in run()
        assert "All of it                              0     0 bytes" in run()
    assert stored_files() == []


@pytest.mark.usefixtures("plans")
def test_one_plan_alone(deleted: User, bob: User, tmp_path: Path) -> None:
    join(bob, "basic")
    library.delete(delivered(bob, tmp_path, "bobs").video)
    with after(31):
        assert "Deleted the files of 1 jobs" in run("--plan", "basic")
        assert Artifact.objects.filter(job__owner=bob).count() == 0
        assert Artifact.objects.count() == 12
        assert "Deleted the files of 3 jobs" in run("--plan", "default")


def test_an_unknown_plan_is_refused(deleted: User) -> None:
    with after(31), pytest.raises(CommandError, match="There is no plan gold"):
        run("--plan", "gold")
    assert Artifact.objects.count() == 12


def test_storage_that_is_away_fails_the_command(deleted: User, settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3.away()}
    with after(31), pytest.raises(CommandError, match="run this again"):
        run()


@pytest.mark.usefixtures("plans", "storage")
def test_the_command_announces_first(alice: User, tmp_path: Path) -> None:
    delivered(alice, tmp_path)
    with after(KEEP + 5):
        text = run()
    assert "Told creators of 1 videos" in text
    assert "Deleted the files of 0" in text
    with after(KEEP + 5):
        assert announce() == 0
