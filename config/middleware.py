"""What requests pass before they reach their views."""

import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from typing import cast

from csp.constants import HEADER
from csp.utils import build_policy
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

from config.logging import request_id

View = Callable[..., HttpResponseBase]
_FOR_ANYBODY = ("/files/", "/s/")
"""Where addresses of views are that are `for_anybody`: no others are looked up twice."""
_KNOWN = 1_000
"""Addresses of which it is remembered where they lead: more than are watched at a time."""
_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdMiddleware:
    """Gives every request an id that its response and its log lines carry.

    Takes the caller's `Request-Id` when it is sane, else makes one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
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


def for_anybody(view: View) -> View:
    """Mark a view as one that never looks who asks: an address that is known is enough."""
    _open_views.add(view)
    return view


_open_views: set[View] = set()


class ForAnybodyMiddleware:
    """Calls views that are `for_anybody`, before the session, the language and the like are read.

    These serve pieces of films, where all of that would take longer than the answer itself. Their
    answers have the policy of all pages.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        self._answer = convert_exception_to_response(_answer)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, or pass it on."""
        if request.path_info.startswith(_FOR_ANYBODY):
            with suppress(Resolver404):
                if _found(request.path_info).func in _open_views:
                    return self._answered(request)
        return self.get_response(request)

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        response = cast("HttpResponseBase", self._answer(request))
        response.headers.setdefault(HEADER, _policy())
        return response


@lru_cache(_KNOWN)
def _found(path: str) -> ResolverMatch:
    """Return where an address leads; players ask for the same one again and again.

    Raises:
        django.urls.Resolver404: nowhere, which is not remembered.
    """
    return resolve(path)


def _answer(request: HttpRequest) -> HttpResponseBase:
    request.get_host()  # raises if it is not ours, as for all others
    found = _found(request.path_info)
    response: HttpResponseBase = found.func(request, **found.kwargs)
    return response


@cache
def _policy() -> str:
    """Return the policy of the settings: putting it into words takes a while."""
    return str(build_policy())
