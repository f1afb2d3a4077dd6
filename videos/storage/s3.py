"""Storage in a bucket: of AWS, or of a server that speaks the same language.

This module is imported when a bucket is used and never before: its library takes long to load.
"""

import io
from contextlib import suppress
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
from django.core.files import File
from django.utils.http import content_disposition_header
from storages.backends import s3
from storages.utils import clean_name

from videos.storage.far_reader import Ask, Body
from videos.storage.faults import NO_PARTS, StorageFault
from videos.storage.s3_errors import as_ours
from videos.storage.s3_reader import S3Reader

_MEBI = 1024 * 1024
_PART = 8 * _MEBI
"""Bytes of a part of an upload; larger files go up in several."""
_PARTS_AT_ONCE = 2
"""Each is in memory, and so is the one that waits."""
_CONNECTIONS = 32
"""That are kept for the next request; all threads of a process share them."""
_CONNECT_SECONDS = 5
_READ_SECONDS = 30
_BUFFER = 256 * 1024


class S3Storage(s3.S3Storage):  # type: ignore[misc]  # the library has no types
    """Keeps files in a bucket, and behaves as the disk does: same errors, same kinds of file."""

    def __init__(self, *, checksums: str, attempts: int = 4, **options: Any) -> None:
        """Take the options of `config.storage_url`; `attempts` are those of one request."""
        config = Config(
            signature_version=options["signature_version"],
            s3={"addressing_style": options["addressing_style"]},
            request_checksum_calculation=checksums,
            response_checksum_validation=checksums,
            max_pool_connections=_CONNECTIONS,
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": attempts},
        )
        self._making = Lock()
        self._made: Any = None
        # What options do not say, the library would look up in the environment.
        super().__init__(
            client_config=config, transfer_config=_transfer(), session_profile=None, **options
        )

    @property
    def connection(self) -> Any:
        """The connection of all threads: one is slow to make, and what is used of it is safe."""
        with self._making:
            if self._made is None:
                self._made = super().connection
            return self._made

    @property
    def place(self) -> str:
        """Say where the files are, for people."""
        host = urlsplit(self._client.meta.endpoint_url).hostname
        return f"the bucket “{self.bucket_name}” at {host}"

    def open_part(self, name: str, start: int, length: int) -> io.RawIOBase:
        """Return a file that reads `length` bytes from `start` on, and fetches only those."""
        return S3Reader(self._asks(name), start=start, end=start + length)

    def signed_link(
        self, name: str, seconds: int, *, download_name: str = "", content_type: str = ""
    ) -> str:
        """Return an address that serves the file under `name` for `seconds`, to anybody."""
        asked = {"Bucket": self.bucket_name, "Key": self._key(name)}
        if content_type:
            asked["ResponseContentType"] = content_type
        if header := content_disposition_header(bool(download_name), download_name):
            asked["ResponseContentDisposition"] = header
        with as_ours():
            return str(
                self._client.generate_presigned_url("get_object", Params=asked, ExpiresIn=seconds)
            )

    def exists(self, name: str) -> bool:
        """Say whether there is a file under `name`."""
        with as_ours():
            try:
                return bool(super().exists(name))
            except ClientError:
                # What answers HEAD has no body, and so no reason. What answers GET has.
                return self._can_be_opened(name)

    def size(self, name: str) -> int:
        """Return how many bytes the file under `name` has."""
        with as_ours():
            return int(super().size(name))

    def delete(self, name: str) -> None:
        """Delete the file under `name`; none there is fine."""
        with suppress(FileNotFoundError), as_ours():
            self._client.delete_object(Bucket=self.bucket_name, Key=self._key(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Return the names of folders and of files in `path`; a missing one is empty."""
        with as_ours():
            folders, files = super().listdir(path)
        return folders, files

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        if mode != "rb":
            raise ValueError("Files in a bucket are opened for reading bytes, and written whole.")
        with as_ours():
            answer = self._client.get_object(Bucket=self.bucket_name, Key=self._key(name))
        reader = S3Reader(
            self._asks(name), start=0, end=answer["ContentLength"], body=answer["Body"]
        )
        return File(io.BufferedReader(reader, _BUFFER), name)

    def _save(self, name: str, content: File[bytes]) -> str:
        with as_ours():
            return str(super()._save(name, content))

    def _asks(self, name: str) -> Ask:
        key = self._key(name)

        def ask(start: int, end: int) -> Body:
            span = f"bytes={start}-{end - 1}"
            answer = self._client.get_object(Bucket=self.bucket_name, Key=key, Range=span)
            if start and "ContentRange" not in answer:
                raise StorageFault(*NO_PARTS)
            body: Body = answer["Body"]
            return body

        return ask

    def _can_be_opened(self, name: str) -> bool:
        with suppress(FileNotFoundError):
            self._open(name).close()
            return True
        return False

    def _key(self, name: str) -> str:
        return str(self._normalize_name(clean_name(name)))

    @property
    def _client(self) -> Any:
        return self.connection.meta.client


def _transfer() -> TransferConfig:
    transfer = TransferConfig(
        multipart_threshold=2 * _PART, multipart_chunksize=_PART, max_concurrency=_PARTS_AT_ONCE
    )
    # Not a parameter of its constructor: ten parts would be in memory.
    transfer.max_in_memory_upload_chunks = _PARTS_AT_ONCE
    return transfer
