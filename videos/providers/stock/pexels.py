"""Pexels: 200 searches an hour with a free key, which stands in the header as it is.

Contract: pexels.com/api/documentation, "Search for Videos". Its addresses moved from `/videos/` to
`/v1/videos/`; for the old ones set `PEXELS_BASE_URL` to https://api.pexels.com.
Not confirmed: that a 429 never says when to come back, as the documentation has it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from config import env
from videos.providers.base import Brief
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.http import Client, Reply
from videos.providers.stock.library import AGENT, LABEL, File, Film, Library, readable
from videos.spec import Aspect

PAUSE_SECONDS = 300.0
"""How long we stay away after too many searches: a part of the hour that the limit counts."""
_PER_PAGE = 40
_ORIENTATIONS = {
    Aspect.WIDE: "landscape", Aspect.CLASSIC: "landscape",
    Aspect.TALL: "portrait", Aspect.PORTRAIT: "portrait",
}  # fmt: skip
"""Little is filmed square, and a square can be cut out of anything: it is searched in all."""
_LOCALES = {
    "ca": "ca-ES", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-US",
    "es": "es-ES", "fi": "fi-FI", "fr": "fr-FR", "hu": "hu-HU", "id": "id-ID", "it": "it-IT",
    "ja": "ja-JP", "ko": "ko-KR", "nb": "nb-NO", "nl": "nl-NL", "no": "nb-NO", "pl": "pl-PL",
    "pt": "pt-BR", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sv": "sv-SE", "th": "th-TH",
    "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _File:
    link: str
    width: int | None
    """Without one it is a playlist of pieces."""
    height: int | None
    file_type: str | None = None


@dataclass(frozen=True, slots=True)
class _User:
    name: str


@dataclass(frozen=True, slots=True)
class _Video:
    id: int
    url: str
    duration: float
    user: _User
    video_files: tuple[_File, ...]


class Pexels(Library):
    """The library of pexels.com."""

    setting = "PEXELS_API_KEY"
    base_setting = "PEXELS_BASE_URL"

    def __init__(self, key: str) -> None:
        self._client = Client(
            label=LABEL,
            base=env.text(self.base_setting, "https://api.pexels.com/v1"),
            headers={"Authorization": key, **AGENT},
            secrets=(key,),
            understand=self._refusal,
        )

    def search(self, words: str, brief: Brief) -> list[Film]:
        """Search for films of at least full HD."""
        reply = self._ask("videos/search", _question(words, brief))
        videos = reply.data.get("videos")
        if not isinstance(videos, list):
            raise self._client.nonsense(reply)
        films = (_film(video) for video in readable(_Video, videos))
        return [film for film in films if film.files]

    def probe(self) -> str:
        """Look at the most popular film."""
        reply = self._ask("videos/popular", {"per_page": "1"})
        left = reply.headers.get("X-Ratelimit-Remaining")
        return f"Pexels answers, {left} requests left" if left else "Pexels answers"

    def _ask(self, path: str, params: dict[str, str]) -> Reply:
        return self._client.ask("GET", path, params=params)

    def _refusal(self, reply: Reply) -> ProviderError | None:
        if reply.status != 429:  # noqa: PLR2004 the status of too many
            return None
        error = self._client.error(ErrorKind.RETRYABLE, reply)
        error.retry_after = error.retry_after or PAUSE_SECONDS
        return error


def _question(words: str, brief: Brief) -> dict[str, str]:
    asked = {
        "query": words,
        "orientation": _ORIENTATIONS.get(brief.aspect, ""),
        "size": "medium",
        "locale": _LOCALES.get(brief.language, ""),
        "per_page": str(_PER_PAGE),
    }
    return {name: value for name, value in asked.items() if value}


def _film(video: _Video) -> Film:
    return Film(
        source=f"pexels:{video.id}",
        library="Pexels",
        page=video.url,
        author=video.user.name,
        seconds=video.duration,
        files=tuple(_files(video)),
    )


def _files(video: _Video) -> Iterator[File]:
    for file in video.video_files:
        if file.width and file.height and file.file_type in {None, "video/mp4"}:
            yield File(url=file.link, width=file.width, height=file.height)
