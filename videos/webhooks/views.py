"""The door for webhooks. It reads no session and renders no page, so that strangers cost little."""

import logging

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from videos.providers.base import BadSignature
from videos.providers.errors import ProviderError
from videos.webhooks import inbound

log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def provider_hook(request: HttpRequest, provider: str, reference: str) -> HttpResponse:
    """Take a webhook of a vendor's, of at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes."""
    try:
        body = request.body
    except RequestDataTooBig:
        return _answer(413)
    except UnreadablePostError:
        return _answer(400)
    return _answer(_taken(request, provider, reference, body))


def _taken(request: HttpRequest, provider: str, reference: str, body: bytes) -> int:
    """Return the status that says what became of a webhook."""
    try:
        inbound.receive(provider, reference, request.headers, body)
    except inbound.UnknownVendor:
        return 404
    except BadSignature as error:
        log.warning("A webhook for %s was refused: %r", provider, str(error))
        return 401
    except ProviderError as error:
        # Some sign with keys that are to be fetched; a vendor that is told so calls again.
        log.warning("A webhook for %s could not be verified: %s", provider, error.evidence)
        return 503
    return 200


def _answer(status: int) -> HttpResponse:
    return HttpResponse(status=status, content_type="text/plain")
