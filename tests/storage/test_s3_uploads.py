"""What is signed for browsers that send files to a bucket, and what is not."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from config import storage_url
from videos.storage.abilities import TakesUploads
from videos.storage.s3 import S3Storage

ADDRESSES = {
    "s3://KEY:HUSH@films?region=eu-central-1": "https://films.s3.eu-central-1.amazonaws.com/",
    "s3://KEY:HUSH@my.films?region=eu-west-1": "https://s3.eu-west-1.amazonaws.com/my.films/",
    "s3://KEY:HUSH@films?endpoint=https://s3.example.com": "https://s3.example.com/films/",
    "r2://KEY:HUSH@account/films": "https://account.r2.cloudflarestorage.com/films/",
    "supabase://KEY:HUSH@project/films?region=eu-west-1": (
        "https://project.storage.supabase.co/storage/v1/s3/films/"
    ),
}


def _bucket(url: str) -> S3Storage:
    return S3Storage(**storage_url.entry(url)["OPTIONS"])


@pytest.mark.parametrize(("url", "address"), ADDRESSES.items())
def test_links_lead_to_the_region_itself(url: str, address: str) -> None:
    bucket = _bucket(url)
    link = bucket.part_link("incoming/x", "upload", number=2, size=5_000, seconds=60)
    form = bucket.post_form("incoming/x", content_type="image/png", most_bytes=9, seconds=60)
    assert isinstance(bucket, TakesUploads)
    assert link.partition("?")[0] == f"{address}incoming/x"
    assert form.url.rstrip("/") == address.rstrip("/")
    assert address.startswith(f"{bucket.upload_origin}/")
    assert "HUSH" not in f"{link} {form}"


def test_a_link_is_for_one_part_of_one_size() -> None:
    bucket = _bucket("r2://KEY:HUSH@account/films")
    link = bucket.part_link("incoming/x", "upload", number=2, size=5_000, seconds=60)
    asked = parse_qs(urlsplit(link).query)
    assert (asked["partNumber"], asked["uploadId"]) == (["2"], ["upload"])
    assert asked["X-Amz-SignedHeaders"] == ["content-length;host"]
    assert asked["X-Amz-Expires"] == ["60"]
    assert not [name for name in asked if "checksum" in name.lower()]


def test_a_form_is_for_one_key_one_type_and_no_more_bytes() -> None:
    bucket = _bucket("s3://KEY:HUSH@films?region=eu-central-1")
    form = bucket.post_form("incoming/x", content_type="image/png", most_bytes=9, seconds=60)
    conditions = json.loads(base64.b64decode(form.fields["policy"]))["conditions"]
    for condition in (
        {"key": "incoming/x"}, {"bucket": "films"}, {"Content-Type": "image/png"},
        ["content-length-range", 1, 9],
    ):  # fmt: skip
        assert condition in conditions
    assert form.fields["key"] == "incoming/x"
