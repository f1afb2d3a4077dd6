"""Values in addresses that nobody but us can have put there, for as long as they hold.

Players bring the same address hundreds of times. What was genuine once is so for ever and is not
computed anew; how old it is, is asked each time.
"""

import time
from functools import lru_cache
from typing import Any

from django.core import signing

_KNOWN = 1_000
"""Tokens whose signatures are remembered: more than there are viewers at a time."""


def sign(value: object, salt: str) -> str:
    """Return a token for `value`, which is text of JSON; other tokens have other salts."""
    return signing.dumps(value, salt=salt)


def read(token: str, salt: str, *, seconds: int) -> tuple[Any, int] | None:
    """Return the value of a token that holds for `seconds`, and how many of them are left.

    None when it is forged or too old.
    """
    try:
        value, made_at = _genuine(token, salt)
    except signing.BadSignature:
        return None
    left = made_at + seconds - time.time()
    return (value, max(1, int(left))) if left >= 0 else None


@lru_cache(_KNOWN)
def _genuine(token: str, salt: str) -> tuple[Any, int]:
    """Return the value and when it was signed, in seconds of Unix time.

    Raises:
        django.core.signing.BadSignature: it is forged, which is not remembered.
    """
    value = signing.loads(token, salt=salt)
    return value, signing.b62_decode(token.split(":")[-2])
