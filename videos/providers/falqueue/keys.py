"""The public keys that fal signs webhooks with (RFC 8037), kept in this process for a day."""

import binascii
import time
from base64 import urlsafe_b64decode
from dataclasses import dataclass, replace
from typing import Any

from videos.providers.http import Client

KEPT_SECONDS = 24 * 3_600
PATIENCE_SECONDS = 60
"""How long after a fetch there is no other one, however many forgeries arrive."""
_READ_SECONDS = 5.0  # fal waits 15 seconds for the answer to a webhook


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    tried_at: float
    fetched_at: float = float("-inf")
    keys: tuple[bytes, ...] = ()


_known: dict[str, _Known] = {}


def current(url: str) -> tuple[bytes, ...]:
    """Return the keys at `url`, as raw Ed25519 public keys; fetched at most a day ago.

    Raises:
        ProviderError: they cannot be had.
    """
    known = _known.get(url)
    if known and time.time() - known.fetched_at < KEPT_SECONDS:
        return known.keys
    return newer(url)


def newer(url: str) -> tuple[bytes, ...]:
    """Return the keys at `url` fetched anew; none when that was tried a moment ago.

    Raises:
        ProviderError: they cannot be had.
    """
    now = time.time()
    known = _known.get(url)
    if known and now - known.tried_at < PATIENCE_SECONDS:
        return ()
    _known[url] = replace(known, tried_at=now) if known else _Known(tried_at=now)
    keys = _fetched(url)
    _known[url] = _Known(tried_at=now, fetched_at=now, keys=keys)
    return keys


def _fetched(url: str) -> tuple[bytes, ...]:
    client = Client(label="fal", base=url, read_seconds=_READ_SECONDS)
    listed = client.ask("GET", url).data.get("keys")
    found = [_key(entry) for entry in listed] if isinstance(listed, list) else []
    return tuple(key for key in found if key)


def _key(entry: Any) -> bytes:
    """Return the key of a JWK; empty when it is one of another sort."""
    if not isinstance(entry, dict) or entry.get("kty") != "OKP":
        return b""
    text = str(entry.get("x", ""))
    try:
        key = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
    return key if len(key) == 32 else b""  # noqa: PLR2004 the length of every Ed25519 key
