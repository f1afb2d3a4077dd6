"""Pixabay: 100 searches a minute with a free key, which stands in the address.

Contract: pixabay.com/api/docs, "Search Videos". Films have no orientation to search by, so their
shape is judged afterwards. Errors are plain text ("[ERROR 400] …"), a wrong key among them.
Its terms ask that answers be kept for 24 hours; nothing is kept here, because scenes rarely ask the
same twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from config import env
from videos.providers.base import Brief
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.http import Client, Reply
from videos.providers.stock.library import AGENT, LABEL, File, Film, Library, readable

_PER_PAGE = 50
_FEWEST_PER_PAGE = 3
_LANGUAGES = frozenset(
    "bg cs da de el en es fi fr hu id it ja ko nl no pl pt ro ru sk sv th tr vi zh".split()
)


@dataclass(frozen=True, slots=True)
class _File:
    url: str
    """Empty for a size that there is not."""
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Hit:
    id: int
    pageURL: str  # noqa: N815 its name there
    duration: float
    user: str
    videos: Mapping[str, _File]
    """By size: large, medium, small, tiny."""


class Pixabay(Library):
    """The library of pixabay.com."""

    setting = "PIXABAY_API_KEY"
    base_setting = "PIXABAY_BASE_URL"

    def __init__(self, key: str) -> None:
        self._key = key
        self._client = Client(
            label=LABEL,
            base=env.text(self.base_setting, "https://pixabay.com/api"),
            headers=AGENT,
            secrets=(key,),
            understand=self._refusal,
        )

    def search(self, words: str, brief: Brief) -> list[Film]:
        """Search for what was filmed, not drawn."""
        reply = self._ask({"q": words, "per_page": str(_PER_PAGE), **_language(brief)})
        hits = reply.data.get("hits")
        if not isinstance(hits, list):
            raise self._client.nonsense(reply)
        films = (_film(hit) for hit in readable(_Hit, hits))
        return [film for film in films if film.files]

    def probe(self) -> str:
        """Ask for any few films."""
        self._ask({"per_page": str(_FEWEST_PER_PAGE)})
        return "Pixabay answers"

    def _ask(self, params: dict[str, str]) -> Reply:
        wanted = {"key": self._key, "video_type": "film", "safesearch": "true", **params}
        return self._client.ask("GET", "videos/", params=wanted)

    def _refusal(self, reply: Reply) -> ProviderError | None:
        """Return what a 400 about the key means, and how long a 429 keeps us out."""
        if reply.status == 400 and "api key" in reply.text.lower():  # noqa: PLR2004
            return self._client.error(ErrorKind.CONFIGURATION, reply)
        if reply.status != 429:  # noqa: PLR2004 the status of too many
            return None
        error = self._client.error(ErrorKind.RETRYABLE, reply)
        reset = reply.headers.get("X-RateLimit-Reset", "").strip()
        error.retry_after = float(reset) if reset.isdigit() else error.retry_after
        return error


def _language(brief: Brief) -> dict[str, str]:
    return {"lang": brief.language} if brief.language in _LANGUAGES else {}


def _film(hit: _Hit) -> Film:
    return Film(
        source=f"pixabay:{hit.id}",
        library="Pixabay",
        page=hit.pageURL,
        author=hit.user,
        seconds=hit.duration,
        files=tuple(_files(hit)),
    )


def _files(hit: _Hit) -> Iterator[File]:
    for file in hit.videos.values():
        if file.url and file.width and file.height:
            yield File(url=file.url, width=file.width, height=file.height)
