"""A look-alike of the S3 endpoint of Supabase: below a path of its host, in one region.

Contract: supabase.com/docs/guides/storage/s3.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests import s3_front
from tests.s3 import BUCKET, S3Server, quickly
from tests.sigv4 import Door, Refusal, Request

KEY, SECRET = "SUPAKEY", "secret-of-supabase"
REGION = "eu-west-1"


_DOOR = Door(
    keys={KEY: SECRET},
    regions=frozenset({REGION}),
    stranger=Refusal(403, "InvalidAccessKeyId", "There is no such access key."),
    expired=Refusal(400, "ExpiredToken", "The signature has expired."),
    elsewhere=Refusal(400, "InvalidRegion", "The region of the signature is another."),
)


@dataclass
class Supabase:
    """The rules of Supabase."""

    door: Door = _DOOR
    prefix: str = "/storage/v1/s3"

    def check(self, request: Request) -> None:
        """Let a request pass that Supabase knows."""
        if refused := {"x-amz-acl", "x-amz-trailer"} & request.headers.keys():
            raise Refusal(501, "NotImplemented", f"Headers not implemented: {sorted(refused)}")


@contextmanager
def running(behind: S3Server) -> Iterator[dict[str, Any]]:
    """Yield an entry of STORAGES for Supabase, of which every request is tried once."""
    entry = quickly(f"supabase://{KEY}:{SECRET}@project/{BUCKET}?region={REGION}")
    with s3_front.standing(Supabase(), behind) as address:
        yield entry | {"OPTIONS": entry["OPTIONS"] | {"endpoint_url": address}}
