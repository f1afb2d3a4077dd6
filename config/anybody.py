"""Views that never look who asks: an address that is known is enough. How they are called."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import cast

from csp.constants import HEADER
from csp.utils import build_policy
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

View = Callable[..., HttpResponseBase]
PLACES = ("/files/", "/s/")
"""Where their addresses are: no others are looked up twice."""
_KNOWN = 1_000
"""Addresses of which it is remembered where they lead: more than are watched at a time."""
_views: set[View] = set()


def for_anybody(view: View) -> View:
    """Mark a view as one that never looks who asks."""
    _views.add(view)
    return view


def may_ask(path: str) -> bool:
    """Say whether this path leads to a view for anybody."""
    if not path.startswith(PLACES):
        return False
    try:
        return _found(path).func in _views
    except Resolver404:
        return False


def answered(request: HttpRequest) -> HttpResponseBase:
    """Return the answer of the view, or the page about its error, with the policy of all pages."""
    response = cast("HttpResponseBase", _answered(request))
    response.headers.setdefault(HEADER, _policy())
    return response


@convert_exception_to_response
def _answered(request: HttpRequest) -> HttpResponseBase:
    request.get_host()  # raises if it is not ours, as for all others
    found = _found(request.path_info)
    response: HttpResponseBase = found.func(request, **found.kwargs)
    return response


@lru_cache(_KNOWN)
def _found(path: str) -> ResolverMatch:
    """Return where an address leads; players ask for the same one again and again.

    Raises:
        django.urls.Resolver404: nowhere, which is not remembered.
    """
    return resolve(path)


@cache
def _policy() -> str:
    """Return the policy of the settings: putting it into words takes a while."""
    return str(build_policy())
