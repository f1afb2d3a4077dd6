"""What some storages can do beyond Django's Storage API; isinstance tells which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Listed:
    """A stored file, as a listing has it; `size` is in bytes."""

    name: str
    size: int
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An upload in parts that was begun and not ended; its parts are paid for, and nobody's."""

    name: str
    id: str
    begun_at: datetime


@runtime_checkable
class ListsFiles(Protocol):
    """Storage that lists a folder with all that is below it, however much, in little memory."""

    def listed(self, folder: str) -> Iterator[Listed]:
        """Yield the files below `folder`; a missing one is empty."""


@runtime_checkable
class AbortsUploads(Protocol):
    """Storage in which uploads in parts stay when whoever sent them dies."""

    def unfinished_uploads(self, folder: str) -> Iterator[Unfinished]:
        """Yield the uploads to below `folder` that are not ended."""

    def abort_upload(self, upload: Unfinished) -> None:
        """End an upload, and let its parts go; one that is ended already is fine."""


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
