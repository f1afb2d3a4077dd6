"""The SDK of Runway, held to the rules of `videos.providers.http`.

Everything is sent once: the SDK's own repetitions are off, because a submission has no key by
which Runway could tell a repetition.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from videos.providers.errors import ErrorKind
from videos.providers.http import CONNECT_SECONDS, READ_SECONDS, Client, Reply

if TYPE_CHECKING:
    import httpx
    from runwayml import APIResponse, RunwayML

    Call = Callable[[RunwayML], APIResponse[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Runway's API with our key."""

    client: Client
    """Reads what comes back; nothing is sent by it."""
    key: str = field(repr=False)

    def ask(self, call: "Call") -> Reply:
        """Return the answer to a question that may be repeated.

        Raises:
            ProviderError: no answer, or a refusal.
        """
        return self.client.settled(self._called(call, lost=ErrorKind.RETRYABLE))

    def order(self, call: "Call") -> Reply:
        """Return the answer to a submission, which is sent once.

        Raises:
            ProviderError: refused; AMBIGUOUS when it was sent and no answer came.
        """
        return self.client.ordered(self._called(call, lost=ErrorKind.AMBIGUOUS))

    def _called(self, call: "Call", *, lost: ErrorKind) -> Reply:
        from runwayml import APIStatusError, RunwayMLError

        try:
            with self._sdk() as sdk:
                return _reply(call(sdk).http_response)
        except APIStatusError as error:
            return _reply(error.response)
        except (RunwayMLError, ValueError) as error:
            cause = error.__cause__ or error
            raise self.client.silent(_kind(cause, lost), cause) from error

    def _sdk(self) -> "RunwayML":
        from httpx import Timeout
        from runwayml import DefaultHttpxClient, RunwayML

        timeout = Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
        return RunwayML(
            api_key=self.key,
            base_url=self.client.base,
            max_retries=0,
            timeout=timeout,
            http_client=DefaultHttpxClient(
                timeout=timeout, follow_redirects=False, verify=_trusted()
            ),
        )


@cache
def _trusted() -> ssl.SSLContext:
    """Return the authorities that are trusted, read once: that takes longer than a question."""
    from httpx import create_ssl_context

    return create_ssl_context()


def _kind(cause: BaseException, lost: ErrorKind) -> ErrorKind:
    import httpx

    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return ErrorKind.RETRYABLE
    unsendable = httpx.UnsupportedProtocol | httpx.LocalProtocolError | UnicodeEncodeError
    return ErrorKind.CONFIGURATION if isinstance(cause, unsendable) else lost


def _reply(response: "httpx.Response") -> Reply:
    return Reply(status=response.status_code, headers=response.headers, text=response.text)
