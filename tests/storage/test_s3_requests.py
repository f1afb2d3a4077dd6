"""What each service is sent: nothing that it is known to refuse."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from django.core.files.base import ContentFile

from config import storage_url
from videos.storage.s3 import S3Storage


class Nothing(io.BytesIO):
    """An answer without a body."""

    def stream(self) -> Iterator[bytes]:
        """Yield nothing."""
        yield from ()


def sent(url: str) -> AWSPreparedRequest:
    """Return the request by which storage at `url` keeps a file; it goes nowhere."""
    storage = S3Storage(**storage_url.entry(url)["OPTIONS"])
    requests: list[AWSPreparedRequest] = []

    def answer(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        requests.append(request)
        status = 404 if request.method == "HEAD" else 200
        return AWSResponse(request.url, status, {"ETag": '"etag"'}, Nothing())

    storage.connection.meta.client.meta.events.register("before-send.s3", answer)
    assert storage.save("jobs/film.mp4", ContentFile(b"film")) == "jobs/film.mp4"
    return requests[-1]


ADDRESSES = {
    "s3://K:S@films?region=eu-central-1": "https://films.s3.eu-central-1.amazonaws.com/",
    "s3://K:S@films?endpoint=https://s3.example.com": "https://s3.example.com/films/",
    "r2://K:S@account/films": "https://account.r2.cloudflarestorage.com/films/",
    "supabase://K:S@project/films?region=eu-west-1": (
        "https://project.storage.supabase.co/storage/v1/s3/films/"
    ),
}


@pytest.mark.parametrize(("url", "address"), ADDRESSES.items())
def test_a_file_is_sent_to_its_bucket(url: str, address: str) -> None:
    request = sent(url)
    assert (request.method, request.url) == ("PUT", f"{address}jobs/film.mp4")
    assert request.headers["Authorization"].startswith(b"AWS4-HMAC-SHA256 Credential=K/")
    assert request.headers["Content-Type"] == b"video/mp4"
    assert "x-amz-acl" not in request.headers


@pytest.mark.parametrize("url", [url for url in ADDRESSES if "region=eu-central-1" not in url])
def test_others_than_aws_get_the_content_as_it_is(url: str) -> None:
    headers = sent(url).headers
    assert "Content-Encoding" not in headers
    assert not [name for name in headers if "checksum" in name.lower() or "trailer" in name.lower()]


def test_aws_gets_a_checksum() -> None:
    assert "x-amz-sdk-checksum-algorithm" in sent("s3://K:S@films?region=eu-central-1").headers
