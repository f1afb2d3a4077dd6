"""Says in words why a host could not be asked."""

from urllib.parse import urlsplit

import requests
from requests.exceptions import SSLError, Timeout

# The first that fits: one that cannot be reached in time is both of the last two.
_WHY: tuple[tuple[type[requests.RequestException], str], ...] = (
    (SSLError, "{host} has no certificate that is trusted here"),
    (Timeout, "{host} does not answer in time"),
    (requests.ConnectionError, "nobody answers at {host}"),
)


def why(error: requests.RequestException) -> str:
    """Return a clause that names the host, for instance "nobody answers at films.example.com"."""
    host = urlsplit(error.request.url or "").netloc if error.request is not None else "the address"
    for kind, clause in _WHY:
        if isinstance(error, kind):
            return clause.format(host=host)
    return f"{host} sends what cannot be followed"
