"""Signatures as vendors make them, for tests of webhooks."""

import hashlib
import hmac
import time


def digest(secret: str, message: bytes) -> str:
    """Return the HMAC-SHA256 of a message in hexadecimal."""
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def moment(minutes: float = 0) -> str:
    """Return the seconds since 1970, so many minutes from now."""
    return str(int(time.time() + minutes * 60))
