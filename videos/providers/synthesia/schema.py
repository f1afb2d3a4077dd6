"""What Synthesia sends and gets, version 2.

Contract: Synthesia's published OpenAPI description, and its pages on errors, webhooks and
signatures. Not confirmed: how long a script or a video may be, which of the two error shapes
version 2 answers with (both are read), how long a download link is good, the default avatars, and
the price.
"""

import math
from typing import Any

from config import env
from videos.providers import casting
from videos.providers.base import Brief, Media, Progress, State
from videos.providers.casting import FEMALE, MALE
from videos.providers.errors import ErrorKind
from videos.providers.http import Client, Reply
from videos.spec import Aspect

LABEL = "Synthesia"
MOST_SCENES = 25
ASPECTS = {
    Aspect.WIDE: "16:9",
    Aspect.TALL: "9:16",
    Aspect.SQUARE: "1:1",
    Aspect.PORTRAIT: "4:5",
    Aspect.CLASSIC: "5:4",  # the nearest that it makes; the studio cuts the rest
}
_AVATARS = {FEMALE: "anna_costume1_cameraA", MALE: "jack_costume2_cameraA"}
_PROBLEMS = {
    "feature_not_in_plan": ErrorKind.CONFIGURATION,
    "payment_required": ErrorKind.QUOTA,
    "quota_exceeded": ErrorKind.QUOTA,
}


def body(brief: Brief) -> dict[str, Any]:
    """Return a video's request."""
    return {
        "title": brief.reference,
        "callbackId": brief.reference,
        "visibility": "private",
        "aspectRatio": ASPECTS[brief.aspect],
        "test": env.flag("SYNTHESIA_TEST", default=False),
        "input": [_scene(brief, words) for words in scenes(brief.prompt)],
    }


def _scene(brief: Brief, words: str) -> dict[str, Any]:
    settings = {"style": "rectangular", "horizontalAlign": "center"}
    spoken = voice(brief)
    if spoken:
        settings["voice"] = spoken
    return {
        "avatar": casting.person("SYNTHESIA_AVATAR", brief, _AVATARS),
        "avatarSettings": settings,
        "background": env.text("SYNTHESIA_BACKGROUND", "white_studio"),
        "scriptText": words,
    }


def voice(brief: Brief) -> str:
    """Return the voice's id; empty leaves it to the avatar."""
    return casting.voice("SYNTHESIA_VOICE", brief)


def scenes(script: str) -> list[str]:
    """Return the script's paragraphs, neighbours joined where there would be too many scenes."""
    paragraphs = [part.strip() for part in script.split("\n\n") if part.strip()]
    size = math.ceil(len(paragraphs) / MOST_SCENES)
    return [
        "\n\n".join(paragraphs[start : start + size]) for start in range(0, len(paragraphs), size)
    ]


def progress(reply: Reply, client: Client) -> Progress:
    """Return what a video says of itself; a status that is not known is waited for.

    "approved" is what moderation says before the work begins.
    """
    data = reply.data
    match data.get("status"):
        case "complete":
            return _finished(data, reply, client)
        case "rejected":
            return _ended(ErrorKind.MODERATION, reply, client)
        case "error" | "deleted":
            return _ended(ErrorKind.PERMANENT, reply, client)
        case "in_progress":
            return Progress(state=State.RUNNING)
    return Progress(state=State.WAITING)


def _finished(data: dict[str, Any], reply: Reply, client: Client) -> Progress:
    url = data.get("download")
    if not isinstance(url, str):
        return _ended(ErrorKind.PERMANENT, reply, client)
    return Progress(state=State.SUCCEEDED, media=Media(url=url))


def _ended(kind: ErrorKind, reply: Reply, client: Client) -> Progress:
    return Progress(state=State.FAILED, error=client.error(kind, reply))


def refusal(reply: Reply) -> ErrorKind | None:
    """Return what a code of the newer error shape means; None leaves it to the status.

    The older shape is words, and its statuses say enough: 403 is a wrong key.
    """
    return _PROBLEMS.get(str(reply.data.get("code")))


def wait(reply: Reply) -> float | None:
    """Return the seconds until the rate limit begins anew, where the answer tells."""
    value = reply.headers.get("RateLimit-Reset", "").strip()
    return float(value) if value.isascii() and value.isdigit() else None


def following(reply: Reply) -> int:
    """Return where the next page of the list begins; 0 when this one is empty or the last."""
    offset = reply.data.get("nextOffset")
    return offset if reply.data.get("videos") and isinstance(offset, int) else 0
