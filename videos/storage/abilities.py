"""What some kinds of storage can do beyond Django's own interface."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class SignsLinks(Protocol):
    """Storage that hands out files itself, to whoever has a link that it signed."""

    def signed_link(
        self, name: str, seconds: int, *, download_name: str = "", content_type: str = ""
    ) -> str:
        """Return an address that serves the file under `name` for `seconds`, to anybody.

        With a `download_name` browsers save the file; `content_type` replaces the one that it has.
        """
