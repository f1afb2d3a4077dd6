"""What D-ID sends and gets; the three products differ only in who is seen.

Contract: D-ID's published OpenAPI description. Not confirmed: the order of lists and whether their
entries hold `user_data`, the shape of a 429, the price of a second, and the exact body of a
webhook, of which only the id, the status and `user_data` are read.
"""

from typing import Any

from config import env
from videos.providers import casting
from videos.providers.base import Brief, Media, Progress, State
from videos.providers.did import voices
from videos.providers.did.products import Product
from videos.providers.errors import ErrorKind
from videos.providers.http import Client, Reply

SHORTEST_SCRIPT = 3
"""Characters."""
_FORBIDDEN = ("ModerationError", "CelebrityRecognizedError")
_PASSING = ("InternalServerError", "TooManyRequestsError")


def body(brief: Brief, product: Product) -> dict[str, Any]:
    """Return a submission; keys that are not known are refused, so there are none to spare."""
    made: dict[str, Any] = {
        **product.cast(brief),
        "script": _script(brief, product),
        "config": dict(product.config),
        "name": brief.reference,
        "user_data": brief.reference,
    }
    if brief.callback.startswith("https://"):  # it calls nothing else
        made["webhook"] = brief.callback
    return made


def _script(brief: Brief, product: Product) -> dict[str, Any]:
    script: dict[str, Any] = {"type": "text", "input": brief.prompt}
    spoken = voice(brief, product)
    if spoken:
        provider = env.text("DID_VOICE_PROVIDER", "microsoft")
        script["provider"] = {"type": provider, "voice_id": spoken}
    return script


def voice(brief: Brief, product: Product) -> str:
    """Return who speaks; empty leaves it to the avatar."""
    own = product.own_voice and casting.language(brief) == "en"
    return casting.voice("DID_VOICE", brief, "" if own else voices.default(brief))


def progress(reply: Reply, client: Client) -> Progress:
    """Return what a submission says of itself; a status that is not known is waited for."""
    data = reply.data
    match data.get("status"):
        case "done":
            return _finished(data, reply, client)
        case "rejected":
            error = client.error(ErrorKind.MODERATION, reply)
            return Progress(state=State.FAILED, error=error)
        case "error":
            kind = refusal(reply) or _failure(data)
            return Progress(state=State.FAILED, error=client.error(kind, reply))
        case "started":
            return Progress(state=State.RUNNING)
    return Progress(state=State.WAITING)


def _finished(data: dict[str, Any], reply: Reply, client: Client) -> Progress:
    url = data.get("result_url")
    if not isinstance(url, str):
        return Progress(state=State.FAILED, error=client.error(ErrorKind.PERMANENT, reply))
    return Progress(state=State.SUCCEEDED, media=Media(url=url))


def _failure(data: dict[str, Any]) -> ErrorKind:
    return ErrorKind.RETRYABLE if _kind(data).endswith(_PASSING) else ErrorKind.PERMANENT


def refusal(reply: Reply) -> ErrorKind | None:
    """Return MODERATION for what the content rules forbid, whatever status it came with."""
    return ErrorKind.MODERATION if _kind(reply.data).endswith(_FORBIDDEN) else None


def _kind(data: dict[str, Any]) -> str:
    error = data.get("error")
    return str((error if isinstance(error, dict) else data).get("kind") or "")
