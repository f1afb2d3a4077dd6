"""What Google sends and gets: interactions that run in the background, and files behind the key.

Contract: ai.google.dev/gemini-api/docs/omni and api/interactions-api. The clip is asked for as a
file; Google's own notes say that a later question may be answered with the clip itself instead,
so both are understood. Not confirmed: how long a prompt may be, the prices of resolutions, and
the words by which a failure that passes differs from one that stays.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from videos.providers.base import Brief, Media, Progress, State
from videos.providers.errors import ErrorKind, ProviderError, said
from videos.providers.http import Client, Reply, retry_after

LABEL = "Google Gemini"
CENTS = {"360p": 3.0, "720p": 10.0, "1080p": 15.0, "4k": 30.0}
"""What a second costs at each resolution."""
_RUNNING = frozenset({"in_progress"})
_OVER = frozenset({"failed", "cancelled", "incomplete", "requires_action", "requires_continuation"})
_FORBIDDEN = re.compile(r"\bsafety\b|prohibited_content|blocklist|\bspii\b|usage polic")
_PASSING = re.compile(r"unavailable|internal|deadline_exceeded|resource_exhausted|overloaded")
_BAD_KEY = re.compile(r"api_key_invalid|api key not valid|api key expired|billing")
_USED_UP = re.compile(r"perday|deplet|prepay|spend")
_WAIT = re.compile(r'"retryDelay":\s*"(\d+(?:\.\d+)?)s"')
_FILE = re.compile(r"(?:^|/)files/([A-Za-z0-9_-]+)(?::download)?(?:\?|$)")


def body(brief: Brief, seconds: float, model: str, resolution: str) -> dict[str, Any]:
    """Return an interaction that makes a clip."""
    return {
        "model": model,
        "input": brief.prompt,
        "background": True,  # else the answer comes when the clip is there, if the line holds
        "response_format": {
            "type": "video",
            "aspect_ratio": brief.aspect.value,
            "resolution": resolution,
            "duration": f"{int(seconds)}s",
            "delivery": "uri",
        },
        "generation_config": {"video_config": {"task": "text_to_video"}},
    }


def progress(reply: Reply, client: Client) -> Progress:
    """Return what an interaction says of itself, with the clip as it was named there.

    A status that is not known is one that they invented since: it is waited for.
    """
    data = reply.data
    status = data.get("status")
    if status == "completed":
        return _finished(data, reply, client)
    if status == "budget_exceeded":
        return Progress(state=State.FAILED, error=client.error(ErrorKind.QUOTA, reply))
    if status in _OVER:
        kind = failed_kind(" ".join(_faults(data)))
        return Progress(state=State.FAILED, error=client.error(kind, reply))
    return Progress(state=State.RUNNING if status in _RUNNING else State.WAITING)


def file_id(url: str) -> str:
    """Return the id of the file at a Google address; empty when it is no file of theirs."""
    found = _FILE.search(url)
    return found[1] if found else ""


def failed_kind(words: str) -> ErrorKind:
    """Return what the codes and messages of a failed interaction mean."""
    if _FORBIDDEN.search(words):
        return ErrorKind.MODERATION
    return ErrorKind.RETRYABLE if _PASSING.search(words) else ErrorKind.PERMANENT


def refusal(reply: Reply) -> ProviderError | None:
    """Return what a refusal means where Google's status does not tell all.

    A key that is not valid, and words that are not allowed, are a 400 like any other; a file that
    is gone is a 403, a model that was shut down a 404; what a 429 asks us to wait is in the body.
    """
    kind = _refused_kind(reply.status, reply.text.lower())
    return _error(kind, reply) if kind else None


def _refused_kind(status: int, words: str) -> ErrorKind | None:
    match status:
        case 400 if _BAD_KEY.search(words):
            return ErrorKind.CONFIGURATION
        case 400 if _FORBIDDEN.search(words):
            return ErrorKind.MODERATION
        case 403 if "may not exist" in words:
            return ErrorKind.PERMANENT
        case 404 if "models/" in words:
            return ErrorKind.CONFIGURATION
        case 429:
            return ErrorKind.QUOTA if _USED_UP.search(words) else ErrorKind.RETRYABLE
    return None


def _error(kind: ErrorKind, reply: Reply) -> ProviderError:
    asked = _WAIT.search(reply.text)
    return ProviderError(
        said(LABEL, kind),
        kind=kind,
        evidence=f"HTTP {reply.status}: {reply.text}",
        status=reply.status,
        retry_after=float(asked[1]) if asked else retry_after(reply.headers),
    )


def _finished(data: Mapping[str, Any], reply: Reply, client: Client) -> Progress:
    blocks = list(_output(data))
    url = next(filter(None, map(_address, reversed(blocks))), "")
    if url:
        return Progress(state=State.SUCCEEDED, media=Media(url=url))
    # Words in place of pictures are the model's way of declining.
    declined = any(block.get("type") == "text" for block in blocks)
    kind = ErrorKind.MODERATION if declined else ErrorKind.PERMANENT
    return Progress(state=State.FAILED, error=client.error(kind, reply))


def _output(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for step in _objects(data.get("steps")):
        if step.get("type") == "model_output":
            yield from _objects(step.get("content"))
    yield from _objects([data.get("output_video")])


def _address(block: Mapping[str, Any]) -> str:
    if block.get("type", "video") != "video":
        return ""
    if block.get("uri"):
        return str(block["uri"])
    kind = block.get("mime_type") or "video/mp4"
    return f"data:{kind};base64,{block['data']}" if block.get("data") else ""


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    steps = [step.get("error") for step in _objects(data.get("steps"))]
    for fault in [*_objects(data.get("errors")), *_objects([data.get("error"), *steps])]:
        yield json.dumps(fault).lower()


def _objects(found: object) -> list[Mapping[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
