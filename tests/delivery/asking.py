"""Asking a WSGI application as a server does, and what comes back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.test import RequestFactory

Application = Callable[..., Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server is told, and what it is given to send."""

    status: str
    headers: dict[str, str]
    sent: Any

    def body(self) -> bytes:
        """Return all that is to be sent, and let it go as servers do."""
        try:
            return b"".join(self.sent)
        finally:
            self.sent.close()


def ask(
    application: Application,
    path: str,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    **environ: object,
) -> Answer:
    """Ask `application` for a path; `environ` is what else the server says."""
    request = RequestFactory().generic(method, path, headers=headers)
    told: list[Any] = []
    sent = application({**request.environ, **environ}, lambda *begun: told.extend(begun))
    status, found = told
    assert len(found) == len(dict(found)), "A header comes twice."
    return Answer(status, dict(found), sent)
