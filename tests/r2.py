"""A strict look-alike of Cloudflare R2: what R2 refuses, it refuses.

Contract: developers.cloudflare.com/r2/api/s3 and /r2/api/error-codes, and what people report who
used a library with its defaults.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from tests import s3_front
from tests.s3 import BUCKET, S3Server, quickly
from tests.sigv4 import Door, Refusal, Request

KEY, SECRET = "R2KEY", "secret-of-r2"
_NOT_THERE = re.compile(
    r"x-amz-(acl|grant-.*|trailer|sdk-checksum-algorithm|tagging|object-lock-.*)"
)
_SMALLEST_PART = 5 * 1024 * 1024
_XML = "{http://s3.amazonaws.com/doc/2006-03-01/}"


_DOOR = Door(
    keys={KEY: SECRET},
    regions=frozenset({"auto", "us-east-1", ""}),
    stranger=Refusal(401, "Unauthorized", "Unauthorized"),
    expired=Refusal(400, "ExpiredRequest", "The request has expired."),
    elsewhere=Refusal(400, "InvalidRegionName", "The region must be one of: auto."),
)


@dataclass
class R2:
    """The rules of R2."""

    door: Door = _DOOR
    prefix: str = ""
    parts: dict[str, dict[int, int]] = field(default_factory=dict)
    """The bytes of each part of each upload."""

    def check(self, request: Request) -> None:
        """Let a request pass that R2 knows."""
        for name, value in request.headers.items():
            if _NOT_THERE.fullmatch(name) or (name, value) == ("content-encoding", "aws-chunked"):
                message = f"Header '{name}' with value '{value}' not implemented"
                raise Refusal(501, "NotImplemented", message)
        if request.headers.get("x-amz-content-sha256", "").startswith("STREAMING-"):
            raise Refusal(501, "NotImplemented", "Content in chunks is not implemented")
        asked = dict(request.parameters)
        if request.method == "PUT" and "partNumber" in asked:
            sizes = self.parts.setdefault(asked["uploadId"], {})
            sizes[int(asked["partNumber"])] = len(request.body)
        if request.method == "POST" and "uploadId" in asked:
            self._check_parts(self.parts.get(asked["uploadId"], {}), _numbers(request.body))

    def _check_parts(self, sizes: dict[int, int], numbers: list[int]) -> None:
        if not numbers or not set(numbers) <= sizes.keys():
            raise Refusal(400, "InvalidPart", "There is a part that was not uploaded.")
        *most, _ = [sizes[number] for number in numbers]
        if len(set(most)) > 1:
            raise Refusal(400, "InvalidPart", "All non-trailing parts must have the same length.")
        if any(size < _SMALLEST_PART for size in most):
            raise Refusal(400, "EntityTooSmall", "Parts have 5 MiB at least.")


def _numbers(body: bytes) -> list[int]:
    root = ElementTree.fromstring(body)  # noqa: S314 - what our own test sends
    return [int(found.text or "0") for found in root.iter(f"{_XML}PartNumber")]


@contextmanager
def running(behind: S3Server) -> Iterator[dict[str, Any]]:
    """Yield an entry of STORAGES for R2, of which every request is tried once."""
    entry = quickly(f"r2://{KEY}:{SECRET}@account/{BUCKET}")
    with s3_front.standing(R2(), behind) as address:
        yield entry | {"OPTIONS": entry["OPTIONS"] | {"endpoint_url": address}}
