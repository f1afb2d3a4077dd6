"""What some storages can do beyond Django's Storage API."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class PostForm:
    """A form that a browser may send once filled in: its fields first, then `file`."""

    url: str
    fields: Mapping[str, str]


@runtime_checkable
class TakesUploads(Protocol):
    """Storage to which others may send a file themselves, by links that we sign.

    Every method raises StorageFault when the service refuses or is away.
    """

    takes_posts: bool
    """Whether a form may be sent; parts are taken by all of them."""

    @property
    def upload_origin(self) -> str:
        """Scheme and host that links and forms lead to."""

    def post_form(self, name: str, *, content_type: str, most_bytes: int, seconds: int) -> PostForm:
        """Return a form for exactly this name and type, and for 1 to `most_bytes` bytes."""

    def begin_parts(self, name: str, content_type: str) -> str:
        """Begin an upload in parts; return what the service calls it."""

    def part_link(self, name: str, upload: str, *, number: int, size: int, seconds: int) -> str:
        """Return an address to which exactly `size` bytes may be PUT as part `number`."""

    def parts(self, name: str, upload: str) -> dict[int, int]:
        """Return the sizes of the parts that are there, by number.

        Raises:
            FileNotFoundError: the upload was finished or dropped.
        """

    def finish_parts(self, name: str, upload: str) -> None:
        """Make one file of the parts that are there.

        Raises:
            FileNotFoundError: the upload was finished or dropped.
        """

    def drop_parts(self, name: str, upload: str) -> None:
        """Throw the parts away; none there is fine."""
