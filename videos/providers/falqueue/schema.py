"""What the queue says: tickets, three statuses, results, and errors in two shapes.

A request that is COMPLETED has ended, well or badly; only its result tells which. Errors of a
model are a list in `detail`, errors on the way to it are a sentence there with an `error_type`.

Contract: fal.ai/docs, model APIs: queue, errors, webhooks, data retention.
"""

import json
from collections.abc import Mapping
from typing import Any

from videos.providers.base import State, Ticket
from videos.providers.errors import ErrorKind
from videos.providers.http import Reply, kind_of

ENDED = "COMPLETED"
STOPPING = frozenset({"OK", "CANCELLATION_REQUESTED"})
CANCEL_ANSWERS = STOPPING | {"ALREADY_COMPLETED", "NOT_FOUND"}
_ADDRESSES = {"status": "status_url", "result": "response_url", "cancel": "cancel_url"}
_FORBIDDEN = "content_policy_violation"
_ON_THE_WAY = ("request_timeout", "startup_timeout", "runner_")
"""Beginnings of error types that have nothing to do with what was asked for."""
_OF_THE_QUESTION = frozenset({401, 402, 403, 404, 408, 425, 429})
"""Statuses that say something of our asking, and nothing of the request asked about."""
_SPENT = ("exhausted", "balance", "user is locked")


def kept_for(seconds: int) -> dict[str, str]:
    """Return the header that has results deleted after `seconds`."""
    wish = json.dumps({"expiration_duration_seconds": seconds})
    return {"X-Fal-Object-Lifecycle-Preference": wish}


def ticket(data: Mapping[str, Any]) -> Ticket | None:
    """Return what a request is asked for by; None when the answer lacks a part of it.

    The addresses are kept as given: they do not follow from the endpoint's name.
    """
    found = {ours: data.get(theirs) for ours, theirs in _ADDRESSES.items()}
    remote_id = data.get("request_id")
    if not isinstance(remote_id, str) or not all(isinstance(url, str) for url in found.values()):
        return None
    return Ticket(remote_id=remote_id, handle={name: str(url) for name, url in found.items()})


def state(reply: Reply) -> State:
    """Return where a request stands that has not ended; unknown statuses are waited for."""
    return State.RUNNING if reply.data.get("status") == "IN_PROGRESS" else State.WAITING


def video(reply: Reply) -> str:
    """Return the address of the clip in a result; empty when there is none."""
    found = reply.data.get("video")
    url = found.get("url") if isinstance(found, dict) else None
    return url if isinstance(url, str) else ""


def failed(reply: Reply) -> bool:
    """Say whether the answer to a request for a result tells that there will be none."""
    if reply.ok or reply.status in _OF_THE_QUESTION:
        return False
    return isinstance(reply.data.get("detail"), list) or bool(_type_on_the_way(reply))


def kind(reply: Reply) -> ErrorKind:
    """Return what a refusal or a failure means."""
    if _FORBIDDEN in _types(reply):
        return ErrorKind.MODERATION
    if reply.status == 403 and any(word in reply.text.lower() for word in _SPENT):  # noqa: PLR2004
        return ErrorKind.QUOTA
    if failed(reply):
        return _advised(reply) or kind_of(reply.status)
    return kind_of(reply.status)


def kind_told(reply: Reply) -> ErrorKind:
    """Return what the error means that a status tells beside COMPLETED."""
    told = str(reply.data.get("error_type") or "")
    if told == _FORBIDDEN:
        return ErrorKind.MODERATION
    return ErrorKind.RETRYABLE if told.startswith(_ON_THE_WAY) else ErrorKind.PERMANENT


def _types(reply: Reply) -> set[str]:
    details = reply.data.get("detail")
    if not isinstance(details, list):
        return {_type_on_the_way(reply)}
    return {str(detail.get("type")) for detail in details if isinstance(detail, dict)}


def _type_on_the_way(reply: Reply) -> str:
    return str(reply.data.get("error_type") or reply.headers.get("X-Fal-Error-Type") or "")


def _advised(reply: Reply) -> ErrorKind | None:
    """Return what the vendor says about trying again, in the header's newer or older name."""
    advice = reply.headers.get("X-Fal-Retryable") or reply.headers.get("X-Fal-Needs-Retry") or ""
    return {
        "true": ErrorKind.RETRYABLE, "1": ErrorKind.RETRYABLE,
        "false": ErrorKind.PERMANENT, "0": ErrorKind.PERMANENT,
    }.get(advice.lower())  # fmt: skip
