"""Puts files into storage, and believes that they are there once they have been read back."""

from contextlib import suppress

from django.core.files import File
from django.core.files.storage import default_storage

from videos.storage.content import Content, content_of, holds
from videos.storage.faults import StorageFault


class Damaged(StorageFault):
    """Storage does not give out what it was given."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Storage does not give out what it was given: {name}",
            "Try again. If it happens again, check the disk, or whatever lies between this "
            "machine and the service.",
        )


def put(name: str, file: File[bytes], content_type: str) -> tuple[str, Content]:
    """Put `file` under `name`, or a name like it that is free; return that name and its content.

    The size is compared, then the whole is read back and its SHA-256 compared. An ETag would be
    cheaper and is not enough: of an upload in parts it is no hash of the content, some services
    have none that can be reckoned, and it tells what arrived, not what viewers will get.

    Raises:
        Damaged: storage has something else; it is deleted.
        OSError: storage did not take it, or does not give it back; nothing is kept on purpose.
    """
    content = content_of(file)
    # What storage is to call it, in the place where Django has it for files of requests.
    file.content_type = content_type  # type: ignore[attr-defined]
    kept = default_storage.save(name, file)
    try:
        if not holds(default_storage, kept, content):
            raise Damaged(kept)
    except OSError:
        with suppress(OSError):  # where it is away, whoever tidies finds a file without a row
            default_storage.delete(kept)
        raise
    return kept, content
