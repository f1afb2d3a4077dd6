"""Storage in a bucket: of AWS, or of a server that speaks the same language.

This module is imported when a bucket is used and never before: its library takes long to load.
"""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
from django.core.files import File
from django.utils.http import content_disposition_header
from storages.backends import s3
from storages.utils import clean_name

from config.cloudfront import CloudFront
from videos.storage.abilities import Listed, Unfinished
from videos.storage.far_reader import Ask, Body
from videos.storage.faults import NO_PARTS, StorageFault
from videos.storage.s3_errors import as_ours
from videos.storage.s3_reader import S3Reader
from videos.storage.s3_uploads import S3Uploads

if TYPE_CHECKING:
    from videos.storage.cloudfront import Signer

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
_PARAMETERS = {
    "response-content-disposition": "ResponseContentDisposition",
    "response-content-type": "ResponseContentType",
}
"""What a link can ask an answer to say, by its name in the query and in the library."""
_CACHING = "private, max-age=31536000, immutable"
_STRANGE = re.compile(r"[^\w.-]+", re.ASCII)


class S3Storage(S3Uploads, s3.S3Storage):  # type: ignore[misc]  # the library has no types
    """Keeps files in a bucket, and behaves as the disk does: same errors, same kinds of file."""

    def __init__(
        self,
        *,
        checksums: str,
        posts: bool = True,
        attempts: int = 4,
        cloudfront: CloudFront | None = None,
        **options: Any,
    ) -> None:
        """Take the options of `config.storage_url`; `attempts` are those of one request."""
        self._front = cloudfront
        self.takes_posts = posts
        config = Config(
            signature_version=options["signature_version"],
            s3={
                "addressing_style": options["addressing_style"],
                # Links lead where settings say; else the oldest region would be left out of them.
                "us_east_1_regional_endpoint": "regional",
            },
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
        """Return an address that answers GET for the file under `name` for `seconds`."""
        answer = _answer(download_name, content_type)
        if self._front_signer:
            return self._front_signer.link(self._key(name), seconds, answer)
        asked = {_PARAMETERS[said]: value for said, value in answer.items()}
        object_ = {"Bucket": self.bucket_name, "Key": self._key(name)}
        with as_ours():
            return str(
                self._client.generate_presigned_url(
                    "get_object", Params=object_ | asked, ExpiresIn=seconds
                )
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

    def get_modified_time(self, name: str) -> datetime:
        """Return when the file under `name` was stored."""
        with as_ours():
            moment: datetime = super().get_modified_time(name)
        return moment

    def listed(self, folder: str) -> Iterator[Listed]:
        """Yield the files below `folder`, of which a page is in memory at a time."""
        for entry in self._pages("list_objects_v2", "Contents", folder):
            yield Listed(entry["Key"], entry["Size"], entry["LastModified"])

    def unfinished_uploads(self, folder: str) -> Iterator[Unfinished]:
        """Yield the uploads in parts to below `folder` that nobody has ended."""
        for entry in self._pages("list_multipart_uploads", "Uploads", folder):
            yield Unfinished(entry["Key"], entry["UploadId"], entry["Initiated"])

    def abort_upload(self, upload: Unfinished) -> None:
        """End an upload in parts, and let its parts go; one that is ended already is fine."""
        with suppress(FileNotFoundError), as_ours():
            self._client.abort_multipart_upload(
                Bucket=self.bucket_name, Key=upload.name, UploadId=upload.id
            )

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        """Return what the bucket is to say of the file under `name`, besides its type.

        It may be kept for a year wherever its owner sees it: what lies under a key never changes.
        """
        plain = _STRANGE.sub("-", PurePosixPath(name).name)
        said: dict[str, Any] = super().get_object_parameters(name)
        shown = f'inline; filename="{plain}"'
        return said | {"CacheControl": _CACHING, "ContentDisposition": shown}

    def _pages(self, question: str, answer: str, folder: str) -> Iterator[dict[str, Any]]:
        paginator = self._client.get_paginator(question)
        with as_ours():
            for page in paginator.paginate(Bucket=self.bucket_name, Prefix=f"{folder}/"):
                yield from page.get(answer, ())

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

    @cached_property
    def _front_signer(self) -> "Signer | None":
        if self._front is None:
            return None
        from videos.storage.cloudfront import Signer

        return Signer(self._front)

    @property
    def _client(self) -> Any:
        return self.connection.meta.client


def _answer(download_name: str, content_type: str) -> dict[str, str]:
    """Return what the answer to a link is to say, by names in the query."""
    saved = content_disposition_header(as_attachment=True, filename=download_name)
    asked = (saved if download_name else "", content_type)
    return {name: value for name, value in zip(_PARAMETERS, asked, strict=True) if value}


def _transfer() -> TransferConfig:
    transfer = TransferConfig(
        multipart_threshold=2 * _PART, multipart_chunksize=_PART, max_concurrency=_PARTS_AT_ONCE
    )
    # Not a parameter of its constructor: ten parts would be in memory.
    transfer.max_in_memory_upload_chunks = _PARTS_AT_ONCE
    return transfer
