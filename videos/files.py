"""Files by expiring links, for programs and players that carry no session."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from config.middleware import for_anybody
from videos import streams
from videos.storage import delivery


@for_anybody
@require_safe
def signed_file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Deliver the file that the link stands for, until the link expires."""
    found = delivery.resolve(token)
    if found is None or delivery.NAMES[found[0].kind] != name:
        raise Http404
    file, seconds = found
    return delivery.deliver(request, file, seconds=seconds)


@for_anybody
@require_safe
def signed_stream(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Serve a playlist or a file of the stream that the link stands for, until the link expires."""
    viewer = streams.resolve(token)
    if viewer is None:
        raise Http404
    return streams.serve(request, viewer, name)
