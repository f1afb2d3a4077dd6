"""The databases that a battery runs on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import postgres


@dataclass(frozen=True, slots=True)
class Database:
    """Where the product finds it, and how it is killed, if it can be."""

    url: str
    restart: Callable[[], None] | None = None


@contextmanager
def sqlite(_folder: Path) -> Iterator[Database]:
    """Use the file that the product makes by itself."""
    yield Database(url="")


@contextmanager
def postgresql(folder: Path) -> Iterator[Database]:
    """Run a server of its own in `folder`."""
    with postgres.running(folder) as url:
        yield Database(url=url, restart=lambda: postgres.restart_at_once(folder))


DATABASES = {"sqlite": sqlite, "postgresql": postgresql}
