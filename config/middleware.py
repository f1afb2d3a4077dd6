"""What requests pass before they reach their views."""

import re
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from config import anybody
from config.logging import request_id

View = Callable[[HttpRequest], HttpResponseBase]
_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdMiddleware:
    """Gives every request an id that its response and its log lines carry.

    Takes the caller's `Request-Id` when it is sane, else makes one.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request under its id."""
        offered = request.META.get("HTTP_REQUEST_ID", "")
        current = offered if _ACCEPTABLE.fullmatch(offered) else f"req_{secrets.token_hex(8)}"
        token = request_id.set(current)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["Request-Id"] = current
        return response


class ForAnybodyMiddleware:
    """Calls views that are `for_anybody`, before the session, the language and the like are read.

    These serve pieces of films, where all of that would take longer than the answer itself.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, or pass it on."""
        if anybody.may_ask(request.path_info):
            return anybody.answered(request)
        return self.get_response(request)
