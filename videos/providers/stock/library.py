"""What every library of films is to us, and a film in our words."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from pydantic import ValidationError

from videos.providers.base import Brief, Ticket
from videos.spec import from_json

log = logging.getLogger(__name__)
T = TypeVar("T")

LABEL = "Stock footage"
AGENT = {"User-Agent": "Reelsmith"}
"""The gateways before the libraries turn away what does not name itself."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One size in which a film can be had."""

    url: str
    width: int
    height: int

    @property
    def lines(self) -> int:
        """The shorter side in pixels, whichever way the film was taken."""
        return min(self.width, self.height)

    @property
    def area(self) -> int:
        """Pixels of a picture."""
        return self.width * self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A film that a library offers."""

    source: str
    """What tells it from all others: "pexels:123"."""
    library: str
    page: str
    """Where people see it, and who made it."""
    author: str
    seconds: float
    files: tuple[File, ...]
    """At least one."""

    @property
    def credit(self) -> str:
        """The line that the libraries ask for: who, where, and a link."""
        author = " ".join(self.author.split())[:_LONGEST_NAME] or "an unnamed author"
        return f"Video by {author} on {self.library} ({self.page})"

    def ticket(self, file: File) -> Ticket:
        """Return the ticket that holds all there is to know, so that nobody is asked again."""
        return Ticket(remote_id=self.source, handle={"url": file.url, "credit": self.credit})


class Library(ABC):
    """A library that is searched with a key."""

    setting: ClassVar[str]
    """The variable that holds the key."""
    base_setting: ClassVar[str]
    """The variable that holds an address of the operator's own."""

    @abstractmethod
    def __init__(self, key: str) -> None:
        """Take the key, and the rest of what is needed from the environment."""

    @abstractmethod
    def search(self, words: str, brief: Brief) -> list[Film]:
        """Return films for `words`, the most fitting first by the library's own judgement.

        Raises:
            ProviderError: the library did not answer, or refused.
        """

    @abstractmethod
    def probe(self) -> str:
        """Try the key, and return what the library says of itself.

        Raises:
            ProviderError: the key or the address are wrong.
        """


def readable(kind: type[T], items: list[object]) -> Iterator[T]:
    """Yield what can be read as a `kind`: one entry in another shape must not hide the others."""
    for item in items:
        try:
            yield from_json(kind, item)
        except ValidationError as error:
            log.warning("%s: an entry cannot be read: %s", LABEL, error.errors(include_input=False))
