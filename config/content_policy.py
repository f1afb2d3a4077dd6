"""What pages may load and where their forms may go: the Content-Security-Policy header."""

from collections.abc import Sequence
from typing import Any

from csp.constants import NONE, SELF


def policy(media: Sequence[str]) -> dict[str, Any]:
    """Return the policy: nothing but our own, and pictures and films from the origins `media`."""
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:", *media],
            "media-src": [SELF, *media],
            "font-src": [SELF],
            "connect-src": [SELF],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
            "base-uri": [NONE],
            "manifest-src": [SELF],
        }
    }
