"""Which part of a file a request asks for, and whether it asks at all.

Contracts: RFC 9110 §13 (conditional requests) and §14 (range requests). Answers to several ranges
at once are optional there and not given: such a request gets the whole file. Headers are read from
META, since `request.headers` would copy all of them.
"""

import re
from dataclasses import dataclass

from django.http import HttpRequest

# Digits are few enough for a number, which Python refuses to read from thousands of them.
_RANGE = re.compile(r"bytes=[ \t]*(\d{0,99})-(\d{0,99})[ \t]*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes of a file, from `start` on."""

    start: int
    length: int
    is_asked: bool = False
    """Whether it answers a range that was asked for, be it all of the file."""

    @property
    def last(self) -> int:
        """The place of the last of them."""
        return self.start + self.length - 1


def is_known(request: HttpRequest, etag: str) -> bool:
    """Say whether who asks has the file with this ETag already."""
    return _lists(request.META.get("HTTP_IF_NONE_MATCH", ""), etag, weak="W/")


def is_another(request: HttpRequest, etag: str) -> bool:
    """Say whether another file than the one with this ETag is wanted, or none."""
    wanted = request.META.get("HTTP_IF_MATCH")
    return wanted is not None and not _lists(wanted, etag, weak="")


def _lists(header: str, etag: str, *, weak: str) -> bool:
    tags = [tag.strip().removeprefix(weak) for tag in header.split(",")]
    return etag in tags or tags == ["*"]


def asked(request: HttpRequest, size: int, etag: str) -> Span | None:
    """Return the part that is asked for of a file of `size` bytes; None when it lies outside."""
    whole = Span(0, size)
    header = request.META.get("HTTP_RANGE", "")
    if not header or request.META.get("HTTP_IF_RANGE", etag) != etag:
        return whole
    match = _RANGE.fullmatch(header)
    if match is None or match.groups() == ("", ""):
        return whole
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        return Span(size - length, length, is_asked=True) if length else None
    start, end = int(first), min(int(last or size - 1), size - 1)
    if last and int(last) < start:
        return whole
    return Span(start, end - start + 1, is_asked=True) if start < size else None
