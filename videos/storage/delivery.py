"""Delivers stored files over HTTP: whole or in ranges, conditionally, and by expiring links.

What can be asked for is in `ranges`, who else may send a file in `handing`.
"""

import logging
from typing import Protocol

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from config import signed
from videos.models import Artifact
from videos.states import ArtifactKind
from videos.storage import handing, ranges, viewers
from videos.storage.body import Body, BodyResponse

log = logging.getLogger(__name__)

_SALT = "videos.storage.delivery"
_RETRY_SECONDS = 30
NAMES = {
    "video": "video.mp4",
    "thumbnail": "thumbnail.jpg",
    "captions_srt": "captions.srt",
    "captions_vtt": "captions.vtt",
}
"""The name of each kind of artifact in addresses."""
KINDS = {name: ArtifactKind(kind) for kind, name in NAMES.items()}


class Stored(Protocol):
    """A row about a file in storage."""

    @property
    def key(self) -> str:
        """Where it is kept."""

    @property
    def sha256(self) -> str:
        """SHA-256 of what is in it, in hexadecimal."""

    @property
    def size_bytes(self) -> int:
        """How much is in it."""

    @property
    def content_type(self) -> str:
        """The media type under which the file is served."""


def link(artifact: Artifact) -> str:
    """Return an absolute address that serves `artifact` for `MEDIA_LINK_SECONDS`, to anybody."""
    token = signed.sign(artifact.pk, _SALT)
    return settings.SITE_URL + reverse("signed_file", args=[token, NAMES[artifact.kind]])


def resolve(token: str) -> tuple[viewers.File, int] | None:
    """Return the file of a link, and for how many seconds more the link holds.

    None when it is forged, too old, or its video is deleted.
    """
    found = signed.read(token, _SALT, seconds=settings.MEDIA_LINK_SECONDS)
    if found is None:
        return None
    key, seconds = found
    file = viewers.linked(key)
    return (file, seconds) if file else None


def saved_as(request: HttpRequest, title: str, name: str) -> str:
    """Return under which name browsers save the file `name` of what is called `title`.

    It is empty when they are to show it: a download is asked for by `?download=1`.
    """
    if not request.GET.get("download"):
        return ""
    stem, _, suffix = name.rpartition(".")
    return f"{slugify(title, allow_unicode=True) or stem}.{suffix}"


def deliver(
    request: HttpRequest,
    stored: Stored,
    *,
    seconds: int = 0,
    download_name: str = "",
    content_type: str = "",
) -> HttpResponseBase:
    """Answer GET or HEAD for a file as MEDIA_DELIVERY says: as `serve` does, or by a redirect.

    The link there holds for `seconds`, or MEDIA_LINK_SECONDS, whatever happens meanwhile: what can
    be taken back at once needs `serve`.
    """
    if request.method != "GET":  # a link is signed for GET
        return serve(request, stored, download_name=download_name, content_type=content_type)
    try:
        address = handing.at_storage(
            stored.key,
            seconds or settings.MEDIA_LINK_SECONDS,
            content_type=content_type or stored.content_type,
            download_name=download_name,
        )
    except OSError as error:
        return _unavailable(error)
    if not address:
        return serve(request, stored, download_name=download_name, content_type=content_type)
    headers = {"Location": address, "Cache-Control": "private, no-store"}
    # Not HttpResponseRedirect, to which links with temporary keys of AWS are too long.
    return HttpResponse(status=302, headers=headers)


def serve(
    request: HttpRequest, stored: Stored, *, download_name: str = "", content_type: str = ""
) -> HttpResponseBase:
    """Answer GET or HEAD for a file: 200, 206, 304, 412 or 416, and 503 when storage is away.

    With a `download_name` browsers save the file instead of showing it.

    Raises:
        Http404: storage has lost the file.
    """
    headers = {"Content-Type": content_type or stored.content_type}
    if download_name:
        header = content_disposition_header(as_attachment=True, filename=download_name)
        headers["Content-Disposition"] = header or "attachment"
    try:
        return _answer(request, stored, headers)
    except FileNotFoundError as error:
        log.error("Storage has lost %s.", stored.key)  # noqa: TRY400 - the trace says no more
        raise Http404 from error
    except OSError as error:
        return _unavailable(error)


def _answer(request: HttpRequest, stored: Stored, headers: dict[str, str]) -> HttpResponseBase:
    etag = f'"{stored.sha256[:32]}"'
    headers |= {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=0, must-revalidate",
    }
    if ranges.is_known(request, etag):
        return HttpResponse(status=304, headers=headers)
    if header := handing.in_front(stored.key):
        return HttpResponse(headers=headers | dict([header]))
    if ranges.is_another(request, etag):
        return HttpResponse(status=412, headers=headers)
    return _part(request, stored, ranges.asked(request, stored.size_bytes, etag), headers)


def _part(
    request: HttpRequest, stored: Stored, span: ranges.Span | None, headers: dict[str, str]
) -> HttpResponseBase:
    size, status = stored.size_bytes, 200
    if span is None:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    headers["Content-Length"] = str(span.length)
    if span.is_asked:
        headers["Content-Range"] = f"bytes {span.start}-{span.last}/{size}"
        status = 206
    if request.method == "HEAD":
        _look_at(stored, span)
        return HttpResponse(status=status, headers=headers)
    return BodyResponse(Body(stored.key, span), status=status, headers=headers)


def _look_at(stored: Stored, span: ranges.Span) -> None:
    """Look whether the file is there: what GET would say, HEAD says."""
    Body(stored.key, ranges.Span(span.start, min(span.length, 1))).close()


def _unavailable(error: OSError) -> HttpResponse:
    log.error("Storage does not give a file: %s", error)
    return HttpResponse(
        "The file cannot be reached just now. Try again in half a minute.",
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(_RETRY_SECONDS), "Cache-Control": "no-store"},
    )
