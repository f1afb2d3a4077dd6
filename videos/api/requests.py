"""What calls read of a request."""

import secrets
from typing import Any

from rest_framework.exceptions import NotAuthenticated, ParseError
from rest_framework.request import Request

from config.types import UserId
from videos.exceptions import InvalidRequest

_KEY_LONGEST = 64


def creator_of(request: Request) -> UserId:
    """Return who is asking; permissions have refused everybody else."""
    user = request.user
    if not user.is_authenticated:
        raise NotAuthenticated
    return user.pk


def body_of(request: Request) -> dict[str, Any]:
    """Return the JSON object that was sent.

    Raises:
        ParseError: it is none.
    """
    if not isinstance(request.data, dict):
        raise ParseError("Send a JSON object.")
    return request.data


def idempotency_key(request: Request) -> str:
    """Return the caller's key, or a fresh one.

    Raises:
        InvalidRequest: the key is too long or unprintable.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return f"api:{secrets.token_urlsafe(18)}"
    if len(key) > _KEY_LONGEST or not key.isascii() or not key.isprintable():
        sentence = f"Send 1 to {_KEY_LONGEST} printable ASCII characters."
        raise InvalidRequest({"Idempotency-Key": [sentence]})
    return f"api:{key}"
