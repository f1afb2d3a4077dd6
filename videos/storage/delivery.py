"""Delivers stored files over HTTP: whole or in ranges, conditionally, and by expiring links.

Contracts: RFC 9110 §13 (conditional requests) and §14 (range requests). Answers to several ranges
at once are optional there and not given: such a request gets the whole file.
"""

import re
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header

from videos.models import Artifact
from videos.storage.sending import PartResponse

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_SALT = "videos.storage.delivery"
NAMES = {
    "video": "video.mp4",
    "thumbnail": "thumbnail.jpg",
    "captions_srt": "captions.srt",
    "captions_vtt": "captions.vtt",
}
"""The name of each kind of artifact in addresses."""


class Stored(Protocol):
    """A row about a file in storage."""

    key: str
    sha256: str
    size_bytes: int

    @property
    def content_type(self) -> str:
        """The media type under which the file is served."""


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    length: int

    @property
    def last(self) -> int:
        return self.start + self.length - 1


def link(artifact: Artifact) -> str:
    """Return an absolute address that serves `artifact` for `MEDIA_LINK_SECONDS`, to anybody."""
    token = signing.dumps(artifact.pk, salt=_SALT)
    return settings.SITE_URL + reverse("signed_file", args=[token, NAMES[artifact.kind]])


def resolve(token: str) -> Artifact | None:
    """Return the artifact of a link; None when it is forged, too old, or its video is deleted."""
    try:
        key = signing.loads(token, salt=_SALT, max_age=settings.MEDIA_LINK_SECONDS)
    except signing.BadSignature:
        return None
    return Artifact.objects.filter(pk=key, job__video__deleted_at=None).first()


def serve(request: HttpRequest, stored: Stored, *, download_name: str = "") -> HttpResponseBase:
    """Answer GET or HEAD for a file: 200, 206, 304 or 416.

    With a `download_name` browsers save the file instead of showing it.
    """
    etag = f'"{stored.sha256[:32]}"'
    size = stored.size_bytes
    if etag in _listed(request.headers.get("If-None-Match", "")):
        return _described(HttpResponse(status=304), stored, etag, download_name)
    span = _asked(request, size, etag)
    if span is None:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    whole = span.length == size
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(status=200 if whole else 206)
    else:
        status = 200 if whole else 206
        response = PartResponse(stored.key, span.start, span.length, status=status)
    response["Content-Length"] = str(span.length)
    if not whole:
        response["Content-Range"] = f"bytes {span.start}-{span.last}/{size}"
    return _described(response, stored, etag, download_name)


def _listed(header: str) -> list[str]:
    return [tag.strip().removeprefix("W/") for tag in header.split(",")]


def _asked(request: HttpRequest, size: int, etag: str) -> _Span | None:
    """Return the part that was asked for; None when it lies outside the file."""
    whole = _Span(0, size)
    header = request.headers.get("Range", "")
    if not header or request.headers.get("If-Range", etag) != etag:
        return whole
    match = _RANGE.fullmatch(header.strip())
    if match is None or match.groups() == ("", ""):
        return whole
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        return _Span(size - length, length) if length else None
    start, end = int(first), min(int(last or size - 1), size - 1)
    if last and int(last) < start:
        return whole
    return _Span(start, end - start + 1) if start < size else None


def _described(
    response: HttpResponseBase, stored: Stored, etag: str, download_name: str
) -> HttpResponseBase:
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Content-Type"] = stored.content_type
    if download_name:
        header = content_disposition_header(as_attachment=True, filename=download_name)
        response["Content-Disposition"] = header or "attachment"
    return response
