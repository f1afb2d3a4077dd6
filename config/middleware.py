"""Gives every request an id that its response and its log lines carry."""

import re
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config.logging import request_id

_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdMiddleware:
    """Takes the caller's `Request-Id` when it is sane, else makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request under its id."""
        offered = request.headers.get("Request-Id", "")
        current = offered if _ACCEPTABLE.fullmatch(offered) else f"req_{secrets.token_hex(8)}"
        token = request_id.set(current)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["Request-Id"] = current
        return response
