"""Keys and signatures of CloudFront, as a test needs them."""

import base64
from functools import cache
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from config.cloudfront import CloudFront

_KEY = generate_private_key(65537, 2048)


def pem(key: PrivateKeyTypes) -> str:
    """Return a private key as a file holds it."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


PEM = pem(_KEY)


@cache
def front(address: str = "https://d111.cloudfront.net") -> CloudFront:
    """Return a distribution at `address` that trusts the key of this module."""
    return CloudFront(address=address, key_id="K2JCJMDEHXQW5F", key=PEM)


def verify(link: str) -> tuple[str, int]:
    """Return what CloudFront reads in a link: the address and, as Unix time, until when it holds.

    Raises:
        cryptography.exceptions.InvalidSignature: it is not signed with the key.
    """
    address, _, signed = link.partition("Expires=")
    query = parse_qs(urlsplit(f"?Expires={signed}").query)
    end, resource = int(query["Expires"][0]), address[:-1]
    policy = (
        f'{{"Statement":[{{"Resource":"{resource}",'
        f'"Condition":{{"DateLessThan":{{"AWS:EpochTime":{end}}}}}}}]}}'
    )
    coded = query["Signature"][0].translate(str.maketrans("-_~", "+=/"))
    _KEY.public_key().verify(base64.b64decode(coded), policy.encode(), PKCS1v15(), SHA1())  # noqa: S303
    return resource, end
