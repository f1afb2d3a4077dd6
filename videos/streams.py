"""Serves the streams of videos: their files, and playlists that are written when asked for.

All of a stream has addresses in one folder, whoever reads it: its owner, the visitors of a shared
page, or the holder of a link that expires.
"""

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from config import signed
from videos.models import Packaging
from videos.spec import from_json
from videos.states import ArtifactKind, PackagingState
from videos.storage import delivery, viewers
from videos.studio.streaming import ladder, playlists
from videos.studio.streaming.package import Package

_SALT = "videos.streams"
_PLAYLIST = ".m3u8"
_TYPE = "application/vnd.apple.mpegurl"
_CACHING = "private, max-age=0, must-revalidate"
"""As for files: a page may stop being shared at any moment."""
FILES = {f"{name}.mp4": ArtifactKind(f"stream_{name}") for name in ladder.NAMES} | {
    f"{playlists.SOUND}.mp4": ArtifactKind.STREAM_AUDIO,
    "audio.m4a": ArtifactKind.AUDIO,
    "sprite.jpg": ArtifactKind.SPRITE,
    "sprite.vtt": ArtifactKind.SPRITE_VTT,
}
"""The kind of file at each address."""


def link(job: int, name: str) -> str:
    """Return an absolute address of a file or playlist of the stream of the job with this key.

    It serves anybody for `MEDIA_LINK_SECONDS`, as do the addresses beside it.
    """
    token = signed.sign(job, _SALT)
    return settings.SITE_URL + reverse("signed_stream", args=[token, name])


def resolve(token: str) -> viewers.Viewer | None:
    """Return who holds a link with this token; None when it is forged or too old."""
    found = signed.read(token, _SALT, seconds=settings.MEDIA_LINK_SECONDS)
    return viewers.holder(found[0]) if found else None


def serve(request: HttpRequest, viewer: viewers.Viewer, name: str) -> HttpResponseBase:
    """Serve a file or a playlist of a stream.

    Raises:
        Http404: there is none of this name, or not yet, or not for this viewer.
    """
    if name.endswith(_PLAYLIST):
        return _served_playlist(request, viewer, name.removesuffix(_PLAYLIST))
    found = viewer.file(FILES.get(name))
    if found is None:
        raise Http404
    saved_as = delivery.saved_as(request, found.title, name)
    return delivery.serve(request, found, download_name=saved_as)


def _served_playlist(request: HttpRequest, viewer: viewers.Viewer, name: str) -> HttpResponse:
    row = Packaging.objects.filter(viewer.may_see, state=PackagingState.DONE).first()
    text = row and _playlist(from_json(Package, row.index), name, _most(request))
    if not text:
        raise Http404
    answer = HttpResponse(text, content_type=_TYPE)
    answer["Cache-Control"] = _CACHING
    return answer


def _most(request: HttpRequest) -> int | None:
    """Return the lines above which renditions are left out, if the request names any."""
    asked = re.fullmatch("[0-9]{1,4}", request.GET.get("up_to", ""))
    return int(asked[0]) if asked else None


def _playlist(package: Package, name: str, most: int | None) -> str | None:
    if f"{name}{_PLAYLIST}" == playlists.MASTER:
        return playlists.multivariant(package, most)
    if name == playlists.SOUND:
        return playlists.media(package, package.sound, f"{name}.mp4")
    for rendition in package.renditions:
        if name == str(rendition.name):
            return playlists.media(package, rendition.track, f"{name}.mp4")
    return None
