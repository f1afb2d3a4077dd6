"""What Replicate sends and gets: predictions, and webhooks by Standard Webhooks.

Contract: replicate.com/docs/reference/http, lifecycle and webhooks.
"""

from typing import Any

from videos.providers.base import Brief, Media, Progress, State
from videos.providers.errors import ErrorKind, ProviderError, said
from videos.providers.http import Client, Reply

LABEL = "Replicate"
_RUNNING = frozenset({"processing"})
_ENDED_BADLY = frozenset({"failed", "aborted", "canceled"})
_FORBIDDEN = ("nsfw", "sensitive", "safety", "flagged", "moderation")


def body(brief: Brief, seconds: float) -> dict[str, Any]:
    """Return a prediction's request: the names that nearly every video model there shares."""
    made: dict[str, Any] = {
        "input": {
            "prompt": brief.prompt,
            "aspect_ratio": brief.aspect.value,
            "duration": int(seconds),
        }
    }
    if brief.callback:
        made |= {"webhook": brief.callback, "webhook_events_filter": ["completed"]}
    return made


def progress(reply: Reply, client: Client) -> Progress:
    """Return what a prediction says of itself.

    A status that is not known is one that they invented since: it is waited for.
    """
    data = reply.data
    status = data.get("status")
    if status == "succeeded":
        return _finished(data, reply, client)
    if status in _ENDED_BADLY:
        return Progress(state=State.FAILED, error=_failure(data, reply, client))
    return Progress(state=State.RUNNING if status in _RUNNING else State.WAITING)


def _finished(data: dict[str, Any], reply: Reply, client: Client) -> Progress:
    output = data.get("output")
    url = output[0] if isinstance(output, list) and output else output
    if not isinstance(url, str):  # files are deleted an hour after they were made
        return Progress(state=State.FAILED, error=client.error(ErrorKind.PERMANENT, reply))
    return Progress(state=State.SUCCEEDED, media=Media(url=url))


def _failure(data: dict[str, Any], reply: Reply, client: Client) -> ProviderError:
    words = str(data.get("error") or "").lower()
    forbidden = any(word in words for word in _FORBIDDEN)
    return client.error(ErrorKind.MODERATION if forbidden else ErrorKind.PERMANENT, reply)


def refusal(reply: Reply) -> ProviderError | None:
    """Return what a 422 means, whose words tell content rules from a mistake of ours."""
    if reply.status != 422 or not any(word in reply.text.lower() for word in _FORBIDDEN):  # noqa: PLR2004
        return None
    kind = ErrorKind.MODERATION
    return ProviderError(said(LABEL, kind), kind=kind, evidence=reply.text, status=reply.status)
