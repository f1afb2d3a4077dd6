"""Databases of their own for benchmarks, as they are shipped: nothing is tuned, fsync is on."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import postgres
from tests.product import environment, manage

ENGINES = ("postgresql", "sqlite")


@contextmanager
def prepared(engine: str, **changes: str) -> Iterator[Path]:
    """Have this process, and those it starts, use a migrated and empty database.

    Yields the folder of everything that is written. Must come before Django is set up.
    """
    with ExitStack() as stack:
        scratch = tempfile.TemporaryDirectory(prefix="reelsmith-benchmark-")
        folder = Path(stack.enter_context(scratch))
        url = stack.enter_context(postgres.running(folder)) if engine == "postgresql" else ""
        env = environment(folder, DATABASE_URL=url, LOG_LEVEL="WARNING", **changes)
        manage(env, "migrate", "--verbosity", "0")
        os.environ.update(env)
        import django

        django.setup()
        yield folder


def execute(*statements: str) -> None:
    """Execute SQL statements, each in a transaction of its own."""
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def use(name: str) -> None:
    """Connect to another database of the server from now on."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name
