"""CloudFront in front of the bucket: `CLOUDFRONT_DOMAIN`, `CLOUDFRONT_KEY_ID` and `CLOUDFRONT_KEY`.

Contract: docs.aws.amazon.com/AmazonCloudFront, "Restrict content with signed URLs and signed
cookies". What an error says never has the key in it.
"""

import re
from dataclasses import dataclass, field

from config.env import BadSetting

_NAMES = ("CLOUDFRONT_DOMAIN", "CLOUDFRONT_KEY_ID", "CLOUDFRONT_KEY")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
_LINE = r"\n"
"""A line break as variables hold it that can have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudFront:
    """A distribution whose origin is the bucket, and the key that it trusts."""

    address: str
    """Its origin: scheme and host, such as "https://d111111abcdef8.cloudfront.net"."""
    key_id: str
    key: str = field(repr=False)
    """The private RSA key, in PEM."""


def distribution(domain: str, key_id: str, key: str) -> CloudFront | None:
    """Return what the three variables say; None when they are empty.

    Raises:
        BadSetting: one is missing, or cannot be one, and why.
    """
    given = dict(zip(_NAMES, (domain, key_id, key), strict=True))
    if not any(given.values()):
        return None
    if missing := [name for name, value in given.items() if not value]:
        raise BadSetting(f"CloudFront needs {' and '.join(missing)} too, or none of the three.")
    if not _HOST.fullmatch(domain):
        raise BadSetting(
            "CLOUDFRONT_DOMAIN must be a host name such as d111111abcdef8.cloudfront.net, "
            "without https:// and without a path."
        )
    return CloudFront(address=f"https://{domain.lower()}", key_id=key_id, key=_checked(key))


def _checked(key: str) -> str:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    pem = key.replace(_LINE, "\n")
    try:
        loaded = load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError):
        loaded = None
    if not isinstance(loaded, RSAPrivateKey):
        # Not "from" the error, which may show a piece of what was given.
        raise BadSetting(
            "CLOUDFRONT_KEY must be a private RSA key in PEM, without a password. "
            "CLOUDFRONT_KEY_FILE takes the path of a file that holds it."
        )
    return pem
