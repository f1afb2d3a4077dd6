"""Links that CloudFront takes for signed: by a canned policy, which holds an address and an end.

This module is imported when a distribution is used and never before, like `videos.storage.s3`.
"""

import time
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote, urlencode

from botocore.signers import CloudFrontSigner
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from config.cloudfront import CloudFront


class Signer:
    """Signs links of one distribution; reading its key takes a while and is done once."""

    def __init__(self, front: CloudFront) -> None:
        key = load_pem_private_key(front.key.encode(), None)
        assert isinstance(key, RSAPrivateKey)  # noqa: S101 - settings have looked
        self._address = front.address
        self._signer = CloudFrontSigner(front.key_id, partial(_signature, key))

    def link(self, key: str, seconds: int, answer: dict[str, str]) -> str:
        """Return a link to the object `key` that holds for `seconds`.

        `answer` has what the bucket is asked to say of it. Only a distribution that hands on these
        parts of the query passes that on.
        """
        end = datetime.fromtimestamp(time.time() + seconds, UTC)
        address = f"{self._address}/{quote(key, safe='/~')}"
        query = f"?{urlencode(answer, quote_via=quote)}" if answer else ""
        return str(self._signer.generate_presigned_url(address + query, date_less_than=end))


def _signature(key: RSAPrivateKey, policy: bytes) -> bytes:
    return key.sign(policy, PKCS1v15(), SHA1())  # noqa: S303 - its contract knows no other
