"""Whether a webhook is from fal: four headers, and a signature over three of them and the body."""

import hashlib
import json
import time
from collections.abc import Iterable, Mapping

from videos.providers.base import BadSignature, Hint
from videos.providers.falqueue import keys

FRESH_SECONDS = 300


def hint(headers: Mapping[str, str], body: bytes, keys_url: str) -> Hint:
    """Return what a webhook says, once a key at `keys_url` has been found to have signed it.

    A request ends once, so its id tells a repeated delivery.

    Raises:
        BadSignature: it is not from fal, or from another time.
        ProviderError: the keys cannot be had, so that nobody knows; fal calls again.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    signed = [
        lower.get(f"x-fal-webhook-{name}", "") for name in ("request-id", "user-id", "timestamp")
    ]
    _be_fresh(signed[-1])
    message = "\n".join([*signed, hashlib.sha256(body).hexdigest()]).encode()
    signature = _bytes(lower.get("x-fal-webhook-signature", ""))
    _be_signed(message, signature, keys_url)
    remote_id = _request_id(body) or signed[0]
    return Hint(delivery=remote_id, remote_id=remote_id)


def _be_fresh(timestamp: str) -> None:
    try:
        age = time.time() - int(timestamp)
    except ValueError as error:
        raise BadSignature("The webhook does not say when it was sent.") from error
    if abs(age) > FRESH_SECONDS:
        raise BadSignature("The webhook was sent at another time.")


def _bytes(signature: str) -> bytes:
    try:
        return bytes.fromhex(signature)
    except ValueError as error:
        raise BadSignature("The signature is not hexadecimal.") from error


def _be_signed(message: bytes, signature: bytes, keys_url: str) -> None:
    if _by_any(keys.current(keys_url), signature, message):
        return
    if _by_any(keys.newer(keys_url), signature, message):
        return
    raise BadSignature("The webhook was signed by none of fal's keys.")


def _by_any(known: Iterable[bytes], signature: bytes, message: bytes) -> bool:
    return any(_by(key, signature, message) for key in known)


def _by(key: bytes, signature: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _request_id(body: bytes) -> str:
    """Return the id that we know a request by, which a retry behind the queue does not change."""
    try:
        said = json.loads(body)
    except ValueError:
        return ""
    found = said.get("request_id") if isinstance(said, dict) else None
    return found if isinstance(found, str) else ""
