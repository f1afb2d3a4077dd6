"""Streams the files of a request to disk, never more of them than may be kept."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler

_SUFFIX_MAX = 10


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes each file to a temporary one, and reads past what is too much without keeping it.

    A file that was cut keeps its true `size`, which whoever judges it compares with the disk. Files
    of people who are not signed in are not written at all.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._room = settings.UPLOAD_QUOTA_BYTES
        self._left = 0

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        stem, _, suffix = file_name.rpartition(".")
        if len(suffix) > _SUFFIX_MAX:
            file_name = f"{stem}-{suffix}"  # no suffix, which would go into the temporary name
        super().new_file(field_name, file_name, *args, **kwargs)
        largest = max(settings.UPLOAD_BYTES.values())
        self._left = min(self._room, largest) if self._is_signed_in() else 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece, if there is room for it."""
        if len(raw_data) > self._left:
            self._left = 0
            return
        self._left -= len(raw_data)
        self._room -= len(raw_data)
        super().receive_data_chunk(raw_data, start)

    def _is_signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)
