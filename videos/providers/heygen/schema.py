"""What HeyGen sends and gets, version 3; version 2 ended in October 2026.

Contract: developers.heygen.com, and the request schemas of HeyGen's own command-line client. Not
confirmed: the codes of moderation and of failed videos (words in them are looked for), whether a
webhook to a video's own address is signed with the account's secret, and the default avatars.
"""

from typing import Any

from config import env
from videos.providers import casting
from videos.providers.base import Brief, Media, Progress, State
from videos.providers.casting import FEMALE, MALE
from videos.providers.errors import ErrorKind
from videos.providers.http import Client, Reply
from videos.spec import Aspect

LABEL = "HeyGen"
ASPECTS = {
    Aspect.WIDE: "16:9",
    Aspect.TALL: "9:16",
    Aspect.SQUARE: "1:1",
    Aspect.PORTRAIT: "4:5",
    Aspect.CLASSIC: "5:4",  # the nearest that it makes; the studio cuts the rest
}
_AVATARS = {FEMALE: "Annie_expressive4_public", MALE: "Wayne_20240711"}
_CODES = {
    "insufficient_credit": ErrorKind.QUOTA,
    "quota_exceeded": ErrorKind.QUOTA,
    "request_in_progress": ErrorKind.AMBIGUOUS,
}
_FORBIDDEN = ("moderat", "blocked", "policy", "violat", "nsfw", "sensitive", "inappropriate")
_PASSING = ("internal", "timeout", "timed_out", "unavailable", "overload", "server_error")


def body(brief: Brief) -> dict[str, Any]:
    """Return a video's request; keys that are not known are refused."""
    made: dict[str, Any] = {
        "type": "avatar",
        "avatar_id": casting.person("HEYGEN_AVATAR", brief, _AVATARS),
        "script": brief.prompt,
        "title": brief.reference,  # what its list can be searched by
        "callback_id": brief.reference,
        "aspect_ratio": ASPECTS[brief.aspect],
        "resolution": env.text("HEYGEN_RESOLUTION", "1080p"),
        "output_format": "mp4",
    }
    spoken = voice(brief)
    if spoken:
        made["voice_id"] = spoken
    if brief.callback.startswith("https://"):  # it calls nothing else
        made["callback_url"] = brief.callback
    return made


def voice(brief: Brief) -> str:
    """Return the voice's id; empty leaves it to the avatar."""
    return casting.voice("HEYGEN_VOICE", brief)


def inner(reply: Reply) -> dict[str, Any]:
    """Return what an answer wraps in `data`; empty when it wraps nothing."""
    data = reply.data.get("data")
    return data if isinstance(data, dict) else {}


def progress(reply: Reply, client: Client) -> Progress:
    """Return what a video says of itself; a status that is not known is waited for."""
    data = inner(reply)
    match data.get("status"):
        case "completed":
            return _finished(data, reply, client)
        case "failed":
            return Progress(state=State.FAILED, error=client.error(_failure(data), reply))
        case "processing":
            return Progress(state=State.RUNNING)
    return Progress(state=State.WAITING)


def _finished(data: dict[str, Any], reply: Reply, client: Client) -> Progress:
    url = data.get("video_url")
    if not isinstance(url, str):
        return Progress(state=State.FAILED, error=client.error(ErrorKind.PERMANENT, reply))
    return Progress(state=State.SUCCEEDED, media=Media(url=url))


def _failure(data: dict[str, Any]) -> ErrorKind:
    words = f"{data.get('failure_code')} {data.get('failure_message')}".lower()
    if any(word in words for word in _FORBIDDEN):
        return ErrorKind.MODERATION
    passing = any(word in words for word in _PASSING)
    return ErrorKind.RETRYABLE if passing else ErrorKind.PERMANENT


def refusal(reply: Reply) -> ErrorKind | None:
    """Return what the code of a refusal means; None leaves it to the status."""
    error = reply.data.get("error")
    if not isinstance(error, dict):
        return None
    code = str(error.get("code"))
    if code in _CODES:
        return _CODES[code]
    words = f"{code} {error.get('message')}".lower()
    forbidden = reply.status == 400 and any(word in words for word in _FORBIDDEN)  # noqa: PLR2004
    return ErrorKind.MODERATION if forbidden else None
