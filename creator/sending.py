"""How the studio page sends files: as a form, or in sessions that reach as far as the bucket."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.http import HttpResponse

from creator.requests import CreatorRequest
from videos.storage.faults import StorageFault
from videos.uploads import sessions

log = logging.getLogger(__name__)

View = Callable[[CreatorRequest], HttpResponse]


def small_bytes() -> int:
    """Return how large a file may be to go with a form; none where a bucket takes files itself."""
    return 0 if _origin() else sessions.AT_ONCE_BYTES


def may_reach_bucket(view: View) -> View:
    """Let the page of `view` send files to the bucket, where it takes them."""

    @wraps(view)
    def reaching(request: CreatorRequest) -> HttpResponse:
        origin = _origin()
        if not origin:
            return view(request)
        extended: Any = csp_update({"connect-src": [origin]})
        response: HttpResponse = extended(view)(request)
        return response

    return reaching


def _origin() -> str:
    try:
        return sessions.origin()
    except StorageFault as error:
        log.warning("Files go through the server, as no link can be signed: %s", error)
        return ""
