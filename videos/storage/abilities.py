"""What some storages can do beyond Django's interface of them."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class SignsLinks(Protocol):
    """Storage whose files can be fetched from it by links that expire."""

    def signed_link(
        self, name: str, seconds: int, *, download_name: str = "", content_type: str = ""
    ) -> str:
        """Return an absolute address that answers GET for the file under `name` for `seconds`.

        With a `download_name` browsers save the file, under that name. A `content_type` is what the
        answer says instead of the type that was stored. Whether there is a file is not looked at.

        Raises:
            videos.storage.faults.StorageFault: no link can be signed.
        """
