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
    file = delivery.resolve(token)
    if file is None or delivery.NAMES[file.kind] != name:
        raise Http404
    return delivery.deliver(request, file, seconds=delivery.seconds_left(token))


@for_anybody
@require_safe
def signed_stream(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Serve a playlist or a file of the stream that the link stands for, until the link expires."""
    viewer = streams.resolve(token)
    if viewer is None:
        raise Http404
    return streams.serve(request, viewer, name)
