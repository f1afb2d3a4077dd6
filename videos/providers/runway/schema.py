"""What Runway sends and gets: tasks that are asked for until they end. A credit is a cent.

Contract: docs.dev.runwayml.com and the types of `runwayml` 5.24. Not confirmed: the prices of the
models, which come back with every task as `estimatedCost` and `cost`; lengths of Seedance 2 but
for these two; codes of failures other than SAFETY and INTERNAL.BAD_OUTPUT.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from videos.providers.base import Brief, Media, Progress, State
from videos.providers.errors import ErrorKind, ProviderError, said
from videos.providers.http import Client, Reply
from videos.spec import Aspect

LABEL = "Runway"
POLL_SECONDS = 5.0
"""They ask not to be asked more often."""
_RUNNING = frozenset({"RUNNING"})
_NO_CREDIT = "enough credits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that makes clips from words, and what it accepts."""

    seconds: tuple[float, ...]
    """Lengths of a clip, ascending."""
    longest: int
    """UTF-16 code units of a prompt."""
    credits: float
    """For a second without sound."""
    sounds: bool = True
    """Whether it makes sound unless it is told not to; the studio would throw it away."""
    ratios: Mapping[Aspect, str] = field(
        default_factory=lambda: {Aspect.WIDE: "1280:720", Aspect.TALL: "720:1280"}
    )


MODELS = {
    "gen4.5": Model(seconds=(2, 3, 4, 5, 6, 7, 8, 9, 10), longest=1_000, credits=12, sounds=False),
    "veo3.1": Model(seconds=(4, 6, 8), longest=1_000, credits=20),
    "veo3.1_fast": Model(seconds=(4, 6, 8), longest=1_000, credits=10),
    "seedance2": Model(seconds=(5, 10), longest=3_500, credits=36),
}


def units(text: str) -> int:
    """Return how long Runway finds `text`: in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def arguments(brief: Brief, name: str, model: Model, seconds: float) -> dict[str, Any]:
    """Return what the SDK is to be called with for `brief`."""
    made: dict[str, Any] = {
        "model": name,
        "prompt_text": brief.prompt,
        "ratio": model.ratios[brief.aspect],
        "duration": int(seconds),
    }
    return made | ({"audio": False} if model.sounds else {})


def cost(data: Mapping[str, Any], key: str) -> float | None:
    """Return the credits under `key`, in cents; None where they are not told."""
    told = data.get(key)
    found = told.get("credits") if isinstance(told, dict) else None
    return float(found) if isinstance(found, int | float) else None


def progress(reply: Reply, client: Client) -> Progress:
    """Return what a task says of itself.

    THROTTLED is a place in the queue. A status that is not known is one that they invented since:
    both are waited for.
    """
    data = reply.data
    status = data.get("status")
    if status == "SUCCEEDED":
        return _finished(data, reply, client)
    if status in {"FAILED", "CANCELLED"}:
        error = _failure(data, reply, client)
        return Progress(state=State.FAILED, error=error, cost_cents=cost(data, "cost"))
    state = State.RUNNING if status in _RUNNING else State.WAITING
    return Progress(state=state, share=_share(data), poll_after=POLL_SECONDS)


def _share(data: Mapping[str, Any]) -> float | None:
    told = data.get("progress")
    return min(1.0, max(0.0, float(told))) if isinstance(told, int | float) else None


def _finished(data: Mapping[str, Any], reply: Reply, client: Client) -> Progress:
    output, charged = data.get("output"), cost(data, "cost")
    url = output[0] if isinstance(output, list) and output else None
    if not isinstance(url, str):
        error = client.error(ErrorKind.RETRYABLE, reply)
        return Progress(state=State.FAILED, error=error, cost_cents=charged)
    return Progress(state=State.SUCCEEDED, media=Media(url=url), cost_cents=charged)


def _failure(data: Mapping[str, Any], reply: Reply, client: Client) -> ProviderError:
    if data.get("status") == "CANCELLED":
        return client.error(ErrorKind.PERMANENT, reply)
    return client.error(failed_kind(data.get("failureCode")), reply)


def failed_kind(code: object) -> ErrorKind:
    """Return what a `failureCode` means; one that is missing or not known may pass."""
    parts = str(code or "").split(".")
    if "SAFETY" in parts:
        return ErrorKind.MODERATION
    return ErrorKind.PERMANENT if parts[0] == "ASSET" else ErrorKind.RETRYABLE


def refusal(reply: Reply) -> ProviderError | None:
    """Return what a 400 means, whose words tell an empty account from a mistake of ours."""
    if reply.status != 400 or _NO_CREDIT not in reply.text.lower():  # noqa: PLR2004
        return None
    kind = ErrorKind.QUOTA
    return ProviderError(said(LABEL, kind), kind=kind, evidence=reply.text, status=reply.status)
