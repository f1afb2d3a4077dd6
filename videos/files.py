"""Files by expiring links, for programs and players that carry no session."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from videos import streams
from videos.storage import delivery


@require_safe
def signed_file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Deliver the file that the link stands for, until the link expires."""
    artifact = delivery.resolve(token)
    if artifact is None or delivery.NAMES[artifact.kind] != name:
        raise Http404
    return delivery.deliver(request, artifact, seconds=delivery.seconds_left(token))


@require_safe
def signed_stream(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Serve a playlist or a file of the stream that the link stands for, until the link expires."""
    job = streams.resolve(token)
    if job is None:
        raise Http404
    return streams.serve(request, job, name)
