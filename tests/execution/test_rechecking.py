"""Delivered videos are looked at again: faulty ones are refunded, unreadable ones are not."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from billing.audit import faults
from billing.queries import Wallet, wallet
from billing.spending import spending
from creator.models import User
from tests.delivered import FILM, delivered, failed
from tests.studio.finished import finished, good_sound
from videos import jobs, library
from videos.execution.rechecking import REASON
from videos.models import Artifact, Job, Notice

WHOLE, SPENT = Wallet(available=200, held=0), Wallet(available=150, held=0)
Recheck = Callable[..., str]


@pytest.fixture
def job(alice: User, storage: Path, tmp_path: Path) -> Job:
    """A delivered video of alice's; FILM is no video, so the gate refuses it."""
    return delivered(alice, tmp_path)


@pytest.fixture
def recheck(capsys: pytest.CaptureFixture[str]) -> Recheck:
    """Runs the command and returns what it printed."""

    def run(*arguments: str, **options: object) -> str:
        capsys.readouterr()
        call_command("recheck", *arguments, **options)
        return capsys.readouterr().out

    return run


def _film(job: Job) -> Artifact:
    return job.artifacts.get(kind="video")


def _replace(job: Job, content: bytes) -> None:
    key = _film(job).key
    default_storage.delete(key)
    assert default_storage.save(key, ContentFile(content)) == key


def _evidence(job: Job) -> str:
    return " ".join(job.events.get(kind="refunded").data["evidence"])


def test_what_is_no_video_is_refunded_in_full(job: Job, alice: User, recheck: Recheck) -> None:
    told = recheck()
    assert f"{job} is faulty, 50 tokens given back. The file cannot be read" in told
    assert "1 checked: 0 sound, 1 faulty, 0 unreadable. Tokens given back: 50." in told
    assert wallet(alice.pk) == WHOLE
    assert "The file cannot be read" in _evidence(job)
    event = Notice.objects.get(kind="refunded").event
    assert event is not None
    assert (event.data["reason"], event.data["by"]) == (REASON, "")
    assert list(faults()) == []


def test_twice_refunds_once(job: Job, alice: User, recheck: Recheck) -> None:
    recheck()
    assert "0 checked: 0 sound, 0 faulty" in recheck()
    assert "is faulty, 0 tokens given back." in recheck(job.public_id)
    assert wallet(alice.pk) == WHOLE
    assert Notice.objects.filter(kind="refunded").count() == 1


def test_what_an_admin_gave_before_is_not_given_again(
    job: Job, alice: User, recheck: Recheck
) -> None:
    jobs.refund(job, 20, key="a", reason="Sorry.")
    assert "Tokens given back: 30." in recheck()
    assert wallet(alice.pk) == WHOLE


@pytest.mark.parametrize(
    ("content", "evidence"),
    [
        (FILM[:-1], f"It has {len(FILM) - 1} bytes, not {len(FILM)}."),
        (FILM + b"more", f"It has {len(FILM) + 4} bytes"),
        (b"", "It has 0 bytes"),
        (FILM[:-1] + b"!", "Its SHA-256 is"),
    ],
)
def test_other_bytes_than_were_delivered_are_a_fault(
    job: Job, recheck: Recheck, content: bytes, evidence: str
) -> None:
    _replace(job, content)
    recheck()
    assert evidence in _evidence(job)
    assert spending(job.public_id).left == 0


def test_a_file_that_storage_lost_alone_is_a_fault(job: Job, recheck: Recheck) -> None:
    default_storage.delete(_film(job).key)
    assert "Storage has lost the file." in recheck()
    assert spending(job.public_id).left == 0


def _unmount(storage: Path) -> None:
    shutil.move(storage, storage.with_name("elsewhere"))


def _empty(storage: Path) -> None:
    _unmount(storage)
    storage.mkdir()


@pytest.mark.parametrize("happens", [_unmount, _empty])
def test_storage_that_is_away_is_no_fault_of_the_video(
    job: Job, alice: User, storage: Path, recheck: Recheck, happens: Callable[[Path], None]
) -> None:
    happens(storage)
    with pytest.raises(CommandError, match="Storage did not give 1 of 1 videos"):
        recheck()
    assert wallet(alice.pk) == SPENT
    assert not Notice.objects.filter(kind="refunded").exists()


class Throttled(Exception):
    """What a vendor of storage raises."""


class Refusing(FileSystemStorage):
    """Storage that has every file, gives none, and says so in an error of its own kind."""

    def _open(self, *_: object, **__: object) -> NoReturn:
        raise Throttled("slow down")


def test_a_run_goes_on_after_what_it_cannot_read(
    alice: User, storage: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (delivered(alice, tmp_path, key) for key in ("a", "b"))
    shutil.rmtree(storage / "jobs" / first.public_id)
    with pytest.raises(CommandError, match="1 of 2 videos"):
        call_command("recheck")
    told = capsys.readouterr().out
    assert f"{first} is unreadable, 0 tokens given back. FileNotFoundError" in told
    assert "2 checked: 0 sound, 1 faulty, 1 unreadable. Tokens given back: 50." in told
    assert [spending(one.public_id).left for one in (first, second)] == [50, 0]


def test_an_error_of_the_vendors_own_is_no_fault_of_the_video(
    job: Job, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    refusing = {"BACKEND": f"{Refusing.__module__}.{Refusing.__name__}"}
    settings.STORAGES = {**settings.STORAGES, "default": refusing}
    with pytest.raises(CommandError, match="Storage did not give"):
        call_command("recheck")
    assert "Throttled: slow down" in capsys.readouterr().out
    assert spending(job.public_id).left == 50


def test_what_was_checked_longest_ago_comes_first(
    alice: User, storage: Path, tmp_path: Path, recheck: Recheck
) -> None:
    made = [delivered(alice, tmp_path, key) for key in ("a", "b", "c")]
    for hours, one in zip((1, 3, 2), made, strict=True):
        Artifact.objects.filter(job=one).update(checked_at=timezone.now() - timedelta(hours=hours))
    for expected in (made[1], made[2], made[0]):
        told = recheck(limit=1)
        assert str(expected) in told
        assert "1 checked" in told


def test_what_cannot_be_read_is_not_the_first_of_every_run(
    alice: User, storage: Path, tmp_path: Path, recheck: Recheck
) -> None:
    first, second = (delivered(alice, tmp_path, key) for key in ("a", "b"))
    shutil.rmtree(storage / "jobs" / first.public_id)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        with pytest.raises(CommandError):
            recheck(limit=1)
        assert str(second) in recheck(limit=1)


def test_deleted_videos_are_left_alone(job: Job, alice: User, recheck: Recheck) -> None:
    library.delete(job.video)
    assert "0 checked" in recheck()
    assert wallet(alice.pk) == SPENT


def test_given_ids_alone_are_checked(
    alice: User, storage: Path, tmp_path: Path, recheck: Recheck
) -> None:
    first, second, third = (delivered(alice, tmp_path, key) for key in ("a", "b", "c"))
    assert "2 checked" in recheck(first.public_id, third.video.public_id)
    assert [spending(one.public_id).left for one in (first, second, third)] == [0, 50, 0]


def test_an_unknown_id_checks_nothing(job: Job, alice: User, recheck: Recheck) -> None:
    other = failed(alice)
    with pytest.raises(CommandError, match=f"No video was delivered under job_never, {other}"):
        recheck(job.public_id, "job_never", other.public_id)
    assert spending(job.public_id).left == 50


@pytest.mark.usefixtures("job")
def test_a_limit_of_nothing_is_refused(recheck: Recheck) -> None:
    with pytest.raises(CommandError, match="at least 1"):
        recheck(limit=0)


@pytest.mark.render
def test_a_sound_video_keeps_its_price(
    alice: User, storage: Path, tmp_path: Path, recheck: Recheck
) -> None:
    film = finished(tmp_path, good_sound(tmp_path)).read_bytes()
    job = delivered(alice, tmp_path, film=film)
    before = _film(job).checked_at
    assert recheck() == "1 checked: 1 sound, 0 faulty, 0 unreadable. Tokens given back: 0.\n"
    assert wallet(alice.pk) == SPENT
    assert _film(job).checked_at > before


@pytest.mark.render
def test_a_video_that_fails_the_gate_is_refunded_though_its_bytes_are_right(
    alice: User, storage: Path, tmp_path: Path, recheck: Recheck
) -> None:
    film = finished(tmp_path, good_sound(tmp_path), dark=True).read_bytes()
    job = delivered(alice, tmp_path, film=film)
    recheck()
    assert "The picture is black for" in _evidence(job)
    assert wallet(alice.pk) == WHOLE
