"""Files that go straight to a bucket: by a signed form, or in signed parts.

Contracts: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html, and
UploadPart, ListParts, CompleteMultipartUpload and AbortMultipartUpload of the same reference.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from botocore.config import Config

from videos.storage.abilities import PostForm
from videos.storage.s3_errors import as_ours

_ANY = 60
"""Seconds for a link that nobody uses."""


class S3Uploads:
    """The part of `S3Storage` that lets others send files; see `TakesUploads`."""

    bucket_name: str
    region_name: str
    endpoint_url: str | None
    addressing_style: str
    client_config: Config
    verify: Any
    takes_posts: bool

    @cached_property
    def upload_origin(self) -> str:
        """Scheme and host that links and forms lead to."""
        with as_ours():
            link = urlsplit(self._signed("put_object", "any", _ANY))
        return f"{link.scheme}://{link.netloc}"

    def post_form(self, name: str, *, content_type: str, most_bytes: int, seconds: int) -> PostForm:
        """Return a form for exactly this name and type, and for 1 to `most_bytes` bytes."""
        with as_ours():
            form = self._signer.generate_presigned_post(
                self.bucket_name,
                self._key(name),
                Fields={"Content-Type": content_type},
                Conditions=[
                    {"Content-Type": content_type},
                    ["content-length-range", 1, most_bytes],
                ],
                ExpiresIn=seconds,
            )
        return PostForm(form["url"], form["fields"])

    def begin_parts(self, name: str, content_type: str) -> str:
        """Begin an upload in parts; return what the service calls it."""
        with as_ours():
            begun = self._signer.create_multipart_upload(
                Bucket=self.bucket_name, Key=self._key(name), ContentType=content_type
            )
        return str(begun["UploadId"])

    def part_link(self, name: str, upload: str, *, number: int, size: int, seconds: int) -> str:
        """Return an address to which exactly `size` bytes may be PUT as part `number`."""
        with as_ours():
            return self._signed(
                "upload_part", name, seconds, UploadId=upload, PartNumber=number, ContentLength=size
            )

    def parts(self, name: str, upload: str) -> dict[int, int]:
        """Return the sizes of the parts that are there, by number."""
        with as_ours():
            return {part["PartNumber"]: part["Size"] for part in self._listed(name, upload)}

    def finish_parts(self, name: str, upload: str) -> None:
        """Make one file of the parts that are there."""
        with as_ours():
            made_of = [
                {"PartNumber": part["PartNumber"], "ETag": part["ETag"]}
                for part in self._listed(name, upload)
            ]
            self._signer.complete_multipart_upload(
                Bucket=self.bucket_name, Key=self._key(name), UploadId=upload,
                MultipartUpload={"Parts": made_of},
            )  # fmt: skip

    def drop_parts(self, name: str, upload: str) -> None:
        """Throw the parts away; none there is fine."""
        with suppress(FileNotFoundError), as_ours():
            self._signer.abort_multipart_upload(
                Bucket=self.bucket_name, Key=self._key(name), UploadId=upload
            )

    def _listed(self, name: str, upload: str) -> Iterator[dict[str, Any]]:
        pages = self._signer.get_paginator("list_parts").paginate(
            Bucket=self.bucket_name, Key=self._key(name), UploadId=upload
        )
        return (part for page in pages for part in page.get("Parts", ()))

    def _signed(self, call: str, name: str, seconds: int, **parameters: Any) -> str:
        asked = {"Bucket": self.bucket_name, "Key": self._key(name), **parameters}
        return str(self._signer.generate_presigned_url(call, Params=asked, ExpiresIn=seconds))

    @cached_property
    def _signer(self) -> Any:
        """A client that announces no checksums: every part would have to bring one."""
        plain = Config(request_checksum_calculation="when_required", s3=self._addressing)
        return self._create_session().client(
            "s3", region_name=self.region_name, endpoint_url=self.endpoint_url,
            config=self.client_config.merge(plain), verify=self.verify,
        )  # fmt: skip

    @property
    def _addressing(self) -> dict[str, str]:
        """How links name the bucket.

        Left to itself, the library signs for the host that AWS has for all regions. That redirects
        for a new bucket, and no browser follows a redirect with a file.
        """
        named = self.addressing_style == "auto" and "." not in self.bucket_name
        return {"addressing_style": "virtual" if named else self.addressing_style}

    def _key(self, name: str) -> str:
        raise NotImplementedError

    def _create_session(self) -> Any:
        return super()._create_session()  # type: ignore[misc] # the library's, which comes next
