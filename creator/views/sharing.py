"""Public pages of shared videos: no sign-in, no cookies, not for search engines."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.middleware import for_anybody
from creator.views.video import context_of
from videos import queries, streams
from videos.models import Video
from videos.storage import delivery, viewers


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show a shared video."""
    try:
        context = context_of(queries.shared_video(token))
    except Video.DoesNotExist as error:
        raise Http404 from error
    if not context["is_ready"]:
        raise Http404
    response = render(request, "creator/shared.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@for_anybody
@require_safe
def shared_file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Serve a file of a shared video, for as long as it is shared.

    Never by a link of the storage, which would hold for a while after that is over.
    """
    found = viewers.visitor(token).file(delivery.KINDS.get(name))
    if found is None:
        raise Http404
    saved_as = delivery.saved_as(request, found.title, name)
    return delivery.serve(request, found, download_name=saved_as)


@for_anybody
@require_safe
def shared_stream(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Serve a playlist or a file of the stream of a shared video, for as long as it is shared."""
    return streams.serve(request, viewers.visitor(token), name)
