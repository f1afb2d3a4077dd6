"""Public pages of shared videos: no sign-in, no cookies, not for search engines."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from creator.views.video import context_of, serve_file
from videos import queries, streams
from videos.models import Video


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show a shared video."""
    context = context_of(_shared_video(token))
    if not context["is_ready"]:
        raise Http404
    response = render(request, "creator/shared.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def shared_file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Serve a file of a shared video, for as long as it is shared."""
    return serve_file(request, _shared_video(token), name)


@require_safe
def shared_stream(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Serve a playlist or a file of the stream of a shared video, for as long as it is shared."""
    return streams.serve(request, queries.latest_job(_shared_video(token)), name)


def _shared_video(token: str) -> Video:
    try:
        return queries.shared_video(token)
    except Video.DoesNotExist as error:
        raise Http404 from error
