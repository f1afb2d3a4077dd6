"""Stock footage out of Pexels and Pixabay, whichever has a key; Pexels is searched first.

A submission is a search, and its answer the result: there is nothing to follow or to cancel, and
an answer that was lost cost nothing, so that asking again is always right.
"""

from config import env
from videos.providers.base import (
    Brief,
    Declaration,
    Media,
    Progress,
    ProviderKind,
    Receipt,
    State,
    Ticket,
    Vendor,
)
from videos.providers.errors import ErrorKind, ProviderError, permanent, said
from videos.providers.stock.choosing import choose, size
from videos.providers.stock.library import LABEL, Library
from videos.providers.stock.pexels import Pexels
from videos.providers.stock.pixabay import Pixabay
from videos.providers.stock.query import queries
from videos.spec import Aspect

LIBRARIES: tuple[type[Library], ...] = (Pexels, Pixabay)


class Stock(Vendor):
    """Films of real life that others made and give away."""

    addresses = tuple(library.base_setting for library in LIBRARIES)
    declaration = Declaration(
        id="stock",
        label=LABEL,
        kind=ProviderKind.SCENE_CLIPS,
        aspects=frozenset(Aspect),
        max_seconds=600,
        settings=tuple(library.setting for library in LIBRARIES),
        any_setting=True,
        parallel=2,
        quality=2,
        usual_wait_seconds=3,
        gives_up_seconds=600,
        films_real_life=True,
    )

    def __init__(self) -> None:
        keys = ((library, env.secret(library.setting)) for library in LIBRARIES)
        self._libraries = [library(key) for library, key in keys if key]

    def check(self, brief: Brief) -> None:
        """Refuse what has no words to search by, too."""
        super().check(brief)
        if not queries(_words(brief)):
            raise permanent(f"{LABEL} needs words to search by.")

    def submit(self, brief: Brief) -> Receipt:
        """Search for what `brief` asks for, with fewer words until something is found."""
        ticket = self._found(brief)
        if ticket is None:
            asked = next(iter(queries(_words(brief))), brief.prompt)
            raise permanent(
                f"{LABEL}: found nothing for “{asked}”. Use other words, or choose another service."
            )
        return Receipt(ticket=ticket, cost_cents=0.0, progress=self.poll(ticket))

    def poll(self, ticket: Ticket) -> Progress:
        """Return the result, which the ticket holds; the library is not asked."""
        url = ticket.handle.get("url")
        if not url:
            raise permanent(f"{LABEL}: this film is not known any more.", ticket.remote_id)
        media = Media(url=url, source=ticket.remote_id, credit=ticket.handle.get("credit", ""))
        return Progress(state=State.SUCCEEDED, media=media, cost_cents=0.0)

    def probe(self) -> str:
        """Try every library that has a key."""
        return "; ".join(library.probe() for library in self._able())

    def _found(self, brief: Brief) -> Ticket | None:
        """Return the first find; one library's trouble matters only when no other has any."""
        able, troubles = self._able(), list[ProviderError]()
        for words in queries(_words(brief)):
            for library in tuple(able):
                try:
                    film = choose(library.search(words, brief), brief)
                except ProviderError as error:
                    troubles.append(error)
                    able.remove(library)
                    continue
                if film:
                    return film.ticket(size(film))
        if troubles:
            raise troubles[0]
        return None

    def _able(self) -> list[Library]:
        if not self._libraries:
            kind = ErrorKind.CONFIGURATION
            raise ProviderError(said(LABEL, kind), kind=kind, evidence="No library has a key.")
        return list(self._libraries)


def _words(brief: Brief) -> str:
    return " ".join(brief.search_words) or brief.prompt


PROVIDER = Stock
