"""Pieces of films by a shorter way than through Django's handler, and all else through it.

Contract: WSGI, PEP 3333. A player asks for hundreds of pieces, and what Django does for any request
takes longer than the answer. What it promises holds here too: errors become the same pages and log
lines, and what its middleware adds to an answer is taken from that middleware itself.
"""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import set_script_prefix
from django.utils.log import log_response
from django.utils.module_loading import import_string

from config import anybody
from config.middleware import RequestIdMiddleware, View

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], object]
Application = Callable[[Environ, Start], Iterable[bytes]]
Headers = dict[str, str]
_ERRORS = 400
_NOTHING = 204
_ENDS = ("RequestIdMiddleware", "ForAnybodyMiddleware")


class Shortcut:
    """A WSGI application in front of Django's, which gets every request that is not answered here.

    Nobody is told by Django's signals that such a request begins or ends.
    """

    def __init__(self, django: Application) -> None:
        self._django = django
        self._answered = RequestIdMiddleware(anybody.answered)
        self._guards: dict[bool, Headers | None] = {}
        """What `_guarding` found for requests by http and by https."""

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO", "")
        # What is not ASCII has other characters here than for Django, and leads nowhere.
        if not (path.isascii() and anybody.may_ask(path)):
            return self._django(environ, start_response)
        request = WSGIRequest(environ)
        guards = self._guards_of(request)
        if guards is None:
            return self._django(environ, start_response)
        set_script_prefix(request.META["SCRIPT_NAME"])
        connections[DEFAULT_DB_ALIAS].close_if_unusable_or_obsolete()
        return _sent(self._answer(request, guards), environ, start_response)

    def _guards_of(self, request: HttpRequest) -> Headers | None:
        is_secure = request.is_secure()
        if is_secure not in self._guards:
            self._guards[is_secure] = _guarding(request)
        return self._guards[is_secure]

    def _answer(self, request: HttpRequest, guards: Headers) -> HttpResponseBase:
        response = self._answered(request)
        for name, value in guards.items():
            response.headers.setdefault(name, value)
        if response.status_code >= _ERRORS:
            # As Django's handler says it.
            said = (response.reason_phrase, request.path)
            log_response("%s: %s", *said, response=response, request=request)  # type: ignore[arg-type]
        return response


def _guarding(request: HttpRequest) -> Headers | None:
    """Return what the middleware before that for anybody adds to an answer.

    It depends on the scheme alone. None where it answers by itself: who comes by http is sent on.
    """
    first, past = (settings.MIDDLEWARE.index(f"config.middleware.{name}") for name in _ENDS)
    chain: View = _nothing
    for name in reversed(settings.MIDDLEWARE[first + 1 : past]):
        chain = import_string(name)(chain)
    answer = chain(request)
    if answer.status_code != _NOTHING:
        return None
    return {name: value for name, value in answer.items() if name != "Content-Type"}


def _nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=_NOTHING)


def _sent(response: HttpResponseBase, environ: Environ, start: Start) -> Iterable[bytes]:
    """Begin an answer, and return what the server is to send, and to close in the end."""
    cookies = [("Set-Cookie", one.OutputString()) for one in response.cookies.values()]
    start(f"{response.status_code} {response.reason_phrase}", [*response.items(), *cookies])
    wrap = environ.get("wsgi.file_wrapper")
    # By these names Django's handler asks for what the server may send by itself.
    file = getattr(response, "file_to_stream", None)
    if wrap is None or file is None:
        return response
    return cast("Iterable[bytes]", wrap(file, cast("Any", response).block_size))
