"""A backup is brought back after everything went on: what it knew of comes to a right end."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from billing.queries import Wallet, wallet
from creator.models import User
from tests.delivered import CONTENT, delivered
from tests.execution.conftest import Script
from tests.invariants import broken_books, broken_job, broken_now, strays
from tests.jobs.test_claiming import later
from tests.orders import claimed, submit
from videos import jobs
from videos.execution import engine
from videos.execution.step import Step
from videos.execution.sweeper import sweep_once
from videos.models import Artifact, Job
from videos.states import DELIVERED, ArtifactKind, Stage
from videos.storage import artifacts

LONG = 600.0
"""Seconds between the backup and its return; every lease has run out by then."""


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Where the backup is to be."""
    return tmp_path / "backup"


def save(file: Path) -> None:
    """Take a backup as the README says."""
    if connection.vendor == "sqlite":
        call_command("backup", file, verbosity=0)
    else:
        _postgres("pg_dump", "--format=custom", f"--file={file}", _url())


def bring_back(file: Path) -> None:
    """Restore a backup as the README says; the file of SQLite is copied over the open one."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(file)) as saved:
            saved.backup(connection.connection)
    else:
        connection.close()
        _postgres("pg_restore", "--clean", "--if-exists", f"--dbname={_url()}", str(file))


def _postgres(program: str, *arguments: str) -> None:
    subprocess.run([program, *arguments], check=True)


def _url() -> str:
    served = connection.settings_dict
    return f"host={served['HOST']} user={served['USER']} dbname={served['NAME']}"


def store(step: Step) -> None:
    """Deliver small files through the product's own storage."""
    made = []
    for kind in DELIVERED:
        path = step.workspace.path(f"{kind}.bin")
        path.write_bytes(CONTENT[kind])
        made.append(artifacts.store(step.job, kind, path))
    jobs.succeed(step.lease, jobs.Delivery(artifacts=made))


def work_until_nothing_is_due() -> None:
    """Be the workers."""
    while engine.run_one():
        pass


@pytest.mark.django_db(transaction=True)
def test_what_was_going_on_comes_to_a_right_end(
    alice: User, bob: User, scripted: Script, tmp_path: Path, storage: Path, backup: Path
) -> None:
    scripted(Stage.STORING, store)
    ready = delivered(alice, tmp_path)
    begun, lease = submit(alice, "begun"), claimed()
    waiting = submit(bob, "waiting")
    save(backup)
    jobs.advance(lease, Stage.NARRATION, percent=9)
    work_until_nothing_is_due()
    submit(bob, "forgotten")
    assert Job.objects.filter(status="succeeded").count() == 3
    bring_back(backup)
    with later(LONG):
        assert sweep_once().reclaimed == 1
        work_until_nothing_is_due()
    known = Job.objects.in_bulk([ready.pk, begun.pk, waiting.pk])
    assert [job.status for job in known.values()] == ["succeeded"] * 3
    assert Job.objects.count() == 3
    assert [*broken_now(), *broken_books(), *strays()] == []
    assert [*broken_job(known[begun.pk]), *broken_job(known[waiting.pk])] == []
    assert wallet(alice.pk) == Wallet(available=100, held=0)
    assert wallet(bob.pk) == Wallet(available=150, held=0)
    for artifact in Artifact.objects.all():
        with default_storage.open(artifact.key) as file:
            assert file.read() == CONTENT[ArtifactKind(artifact.kind)]


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_never_written_over(backup: Path) -> None:
    if connection.vendor != "sqlite":
        with pytest.raises(CommandError, match="pg_dump"):
            call_command("backup", backup)
        return
    backup.write_bytes(b"the only copy")
    with pytest.raises(CommandError, match="Name another file"):
        call_command("backup", backup)
    assert backup.read_bytes() == b"the only copy"
