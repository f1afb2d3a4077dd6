"""A product to be killed: its folder, disk, database, processes and customers."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django

from tests.faults import points
from tests.faults.customers import Customer
from tests.faults.databases import DATABASES, Database
from tests.faults.stack import Stack
from tests.faults.vendor import hired
from tests.product import environment, manage, processes, start

LEASE_SECONDS = 5
_CUSTOMERS = 3
_QUEUED = 15
"""Jobs of a customer: few, so that he comes to the limit, and none waits for long."""


@contextmanager
def running(database: str, folder: Path, seed: int) -> Iterator[Stack]:
    """Run a product in `folder`, which this process becomes a part of as a command of it would."""
    var, marks = folder / "var", folder / "points"
    marks.mkdir()
    with DATABASES[database](folder) as served, hired(folder, seed) as vendor:
        env = _environment(var, served, marks) | vendor.environment
        manage(env, "migrate", "--verbosity", "0")
        os.environ.update(env, **{points.FOLDER: ""})
        django.setup()
        del os.environ["REELSMITH_VAR"]  # what is started from here is no process of the product
        began = time.monotonic()
        stack = Stack(start(env), served, marks, vendor, began)
        try:
            yield stack
        finally:
            _end(stack)


def customers(stack: Stack, dice: random.Random) -> Iterator[Customer]:
    """Let creators sign up, and yield their programs, which begin at once."""
    from billing.signup import welcome
    from creator.models import User
    from videos import api_keys

    for number in range(_CUSTOMERS):
        user = User.objects.create_user(f"customer-{number}@example.com")
        welcome(user.pk)
        luck = random.Random(dice.random())  # noqa: S311 - luck, no secret
        yield Customer(user.pk, api_keys.create(user.pk, "battery"), stack.product.url, luck)


def _environment(var: Path, served: Database, marks: Path) -> dict[str, str]:
    return environment(
        var,
        DJANGO_SETTINGS_MODULE="tests.faults.settings",
        DATABASE_URL=served.url,
        JOB_LEASE_SECONDS=str(LEASE_SECONDS),
        WORKER_PROCESSES="2",
        QUEUED_JOBS_PER_CREATOR=str(_QUEUED),
        SIGNUP_TOKEN_GRANT="1000000",
        API_RATE="100000/min",
        **{points.FOLDER: str(marks)},
    )


def _end(stack: Stack) -> None:
    """Leave nothing running, whatever state it is in."""
    for pid in processes(stack.product.var):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    stack.product.process.wait(5)
