"""File servers with nothing around them: one file, whole or a part, of the disk or of a bucket.

    BARE_FILE=film.mp4 gunicorn tests.benchmarks.bare_server:disk
    BARE_PORT=8333 BARE_FILE=key gunicorn tests.benchmarks.bare_server:bucket

From the disk the kernel sends it (sendfile), from the bucket boto3 fetches it. They run in the
server that the product runs in, with as many threads: what it is slower is its own doing.
"""

import os
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from tests import s3

_RANGE = re.compile(r"bytes=(\d+)-(\d+)")
_BLOCK = 256 * 1024
_WHOLE = (0, 2**40)
Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], object]


def disk(environ: Environ, start_response: Start) -> Iterable[bytes]:
    """Answer every request with the file."""
    file = Path(os.environ["BARE_FILE"]).open("rb")  # noqa: SIM115 - the server closes it
    size = os.fstat(file.fileno()).st_size
    start, last = _asked(environ)
    last = min(last, size - 1)
    file.seek(start)
    headers = {
        "Content-Length": str(last - start + 1), "Content-Range": f"bytes {start}-{last}/{size}",
    }  # fmt: skip
    start_response("206 Partial Content", list(headers.items()))
    sent: Iterable[bytes] = environ["wsgi.file_wrapper"](file, _BLOCK)
    return sent


def bucket(environ: Environ, start_response: Start) -> Iterable[bytes]:
    """Answer every request with the object."""
    start, last = _asked(environ)
    answer = _client().get_object(
        Bucket=s3.BUCKET, Key=os.environ["BARE_FILE"], Range=f"bytes={start}-{last}"
    )
    length, part = str(answer["ContentLength"]), answer["ContentRange"]
    start_response("206 Partial Content", [("Content-Length", length), ("Content-Range", part)])
    sent: Iterable[bytes] = answer["Body"].iter_chunks(_BLOCK)
    return sent


def _asked(environ: Environ) -> tuple[int, int]:
    """Return the first and the last byte that are asked for."""
    asked = _RANGE.fullmatch(environ.get("HTTP_RANGE", ""))
    return (int(asked[1]), int(asked[2])) if asked else _WHOLE


@cache
def _client() -> Any:
    return s3.S3Server(int(os.environ["BARE_PORT"])).client("when_required")
