"""What Cloudflare R2 refuses, its look-alike refuses: a suite that passes there says something."""

from contextlib import nullcontext
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile

from tests import r2
from tests.s3 import BUCKET
from videos.storage.faults import StorageFault
from videos.storage.s3 import S3Storage

_MEBI = 1024 * 1024


@pytest.fixture
def address(r2_entry: dict[str, Any]) -> str:
    """Where it listens."""
    found: str = r2_entry["OPTIONS"]["endpoint_url"]
    return found


def client(address: str, checksums: str = "when_required", **changes: str) -> Any:
    """Return a client of the bucket's owner, unless something else is said."""
    config = Config(
        signature_version="s3v4", retries={"total_max_attempts": 1},
        request_checksum_calculation=checksums, s3={"addressing_style": "path"},
    )  # fmt: skip
    options = {
        "region_name": "auto", "aws_access_key_id": r2.KEY, "aws_secret_access_key": r2.SECRET,
    }  # fmt: skip
    return boto3.client("s3", endpoint_url=address, config=config, **options | changes)


def put(client: Any, **more: Any) -> None:
    """Put a few words."""
    client.put_object(Bucket=BUCKET, Key="strict/words.txt", Body=b"words", **more)


REFUSED = {
    "a checksum in a trailer": ({"checksums": "when_supported"}, {}, "NotImplemented", 501),
    "an ACL": ({}, {"ACL": "private"}, "NotImplemented", 501),
    "another region": ({"region_name": "eu-central-1"}, {}, "InvalidRegionName", 400),
    "a stranger": ({"aws_access_key_id": "NOBODY"}, {}, "Unauthorized", 401),
    "a wrong secret": ({"aws_secret_access_key": "wrong"}, {}, "SignatureDoesNotMatch", 403),
}


@pytest.mark.parametrize(("changes", "more", "code", "status"), REFUSED.values(), ids=REFUSED)
def test_it_refuses(
    address: str, changes: dict[str, str], more: dict[str, str], code: str, status: int
) -> None:
    with pytest.raises(ClientError) as caught:
        put(client(address, **changes), **more)
    answer = caught.value.response
    assert answer["Error"]["Code"] == code
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == status


@pytest.mark.parametrize("region", ["auto", "us-east-1"])
def test_it_takes_what_r2_takes(address: str, region: str) -> None:
    put(client(address, region_name=region))


def test_content_is_what_was_signed(address: str) -> None:
    asked: list[Any] = []
    signing = client(address)
    signing.meta.events.register("before-send.s3", lambda request, **_: asked.append(request))
    put(signing)
    headers = {name: value for name, value in asked[0].headers.items() if name != "Expect"}
    bent = requests.put(asked[0].url, data=b"swords"[:5], headers=headers, timeout=10)
    assert (bent.status_code, "XAmzContentSHA256Mismatch" in bent.text) == (400, True)


def test_nothing_is_read_without_a_signature(address: str) -> None:
    answer = requests.get(f"{address}/{BUCKET}/strict/words.txt", timeout=10)
    assert (answer.status_code, "AccessDenied" in answer.text) == (403, True)


@pytest.mark.parametrize(
    ("sizes", "code"),
    [((6, 7, 1), "InvalidPart"), ((4, 4, 1), "EntityTooSmall"), ((6, 6, 1), "")],
    ids=["unequal", "too small", "equal but the last"],
)
def test_parts_are_equal_but_the_last(address: str, sizes: tuple[int, ...], code: str) -> None:
    owner, place = client(address), {"Bucket": BUCKET, "Key": "strict/parts.bin"}
    upload = place | {"UploadId": owner.create_multipart_upload(**place)["UploadId"]}
    parts = []
    for number, size in enumerate(sizes, 1):
        sent = owner.upload_part(PartNumber=number, Body=bytes(size * _MEBI), **upload)
        parts.append({"PartNumber": number, "ETag": sent["ETag"]})
    with pytest.raises(ClientError) if code else nullcontext() as caught:
        owner.complete_multipart_upload(MultipartUpload={"Parts": parts}, **upload)
    if caught:
        assert caught.value.response["Error"]["Code"] == code
        owner.abort_multipart_upload(**upload)
    else:
        assert owner.head_object(**place)["ContentLength"] == sum(sizes) * _MEBI


def test_what_it_refuses_is_told(r2_entry: dict[str, Any]) -> None:
    options = r2_entry["OPTIONS"]
    for changes, said in (
        ({"secret_key": "wrong"}, "The secret does not belong to the access key."),
        ({"access_key": "NOBODY"}, "The access key is not known there."),
        ({"region_name": "eu-central-1"}, "The bucket is in another region."),
        ({"checksums": "when_supported"}, "The service refused the request."),
    ):
        with pytest.raises(StorageFault, match=said):
            S3Storage(**options | changes).save("strict/file", ContentFile(b"words"))
