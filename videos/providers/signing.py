"""What webhooks share: HMAC-SHA256 in hexadecimal with a secret, a time, and what they name."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any

from videos.providers.base import BadSignature, Hint


def lower(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers by their names in lower case."""
    return {name.lower(): value for name, value in headers.items()}


def verify(secret: str, message: bytes, signature: str) -> None:
    """Compare in constant time.

    Raises:
        BadSignature: the secret is not set, or the message was not signed with it.
    """
    if not secret:
        raise BadSignature("The secret of the webhook is not set.")
    expected = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), signature.strip().lower().encode()):
        raise BadSignature("The signature does not fit.")


def check_time(timestamp: str, *, tolerance: int) -> None:
    """Check that `timestamp`, in seconds since 1970, is within `tolerance` seconds of now.

    Raises:
        BadSignature: it is not, or is no time.
    """
    if not timestamp.isascii() or not timestamp.isdigit():
        raise BadSignature("The webhook does not say when it was sent.")
    if abs(time.time() - int(timestamp)) > tolerance:
        raise BadSignature("The webhook is from another time.")


def read(body: bytes) -> dict[str, Any]:
    """Return the JSON object that a webhook holds.

    Raises:
        BadSignature: it holds none, so it is not the vendor's.
    """
    try:
        found = json.loads(body)
    except ValueError as error:
        raise BadSignature("The webhook is no JSON.") from error
    if not isinstance(found, dict):
        raise BadSignature("The webhook is no JSON object.")
    return found


def hint(delivery: str, remote_id: object, reference: object) -> Hint:
    """Return what a webhook says of a submission.

    Raises:
        BadSignature: it names none, so it is not about one of ours.
    """
    if not remote_id and not reference:
        raise BadSignature("The webhook names no submission.")
    return Hint(delivery=delivery, remote_id=str(remote_id or ""), reference=str(reference or ""))
