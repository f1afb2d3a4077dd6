"""Files by expiring links, for programs and players that carry no session."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from videos.storage import delivery


@require_safe
def signed_file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Deliver the file that the link stands for, until the link expires."""
    artifact = delivery.resolve(token)
    if artifact is None or delivery.NAMES[artifact.kind] != name:
        raise Http404
    return delivery.deliver(request, artifact, seconds=delivery.seconds_left(token))
