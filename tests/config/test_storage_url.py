"""STORAGE_URL: which service it means, and what is said when it means none."""

import re
from pathlib import Path
from typing import Any

import pytest

from config import storage_url
from config.env import BadSetting
from config.storage_url import Keys

DISK = {"BACKEND": "videos.storage.disk.DiskStorage"}
SECRET = "hush/hush+hush"


def options(url: str, keys: Keys | None = None) -> dict[str, Any]:
    """Return the options of the bucket at `url`."""
    entry = storage_url.entry(url, keys)
    assert entry["BACKEND"] == "videos.storage.s3.S3Storage"
    found: dict[str, Any] = entry["OPTIONS"]
    return found


def picked(url: str, *names: str) -> list[Any]:
    """Return some of the options of the bucket at `url`."""
    found = options(url)
    return [found[name] for name in names]


@pytest.mark.parametrize("url", ["", "file:///srv/media", "file://localhost/srv/media"])
def test_files_are_on_the_disk_unless_something_else_is_said(url: str) -> None:
    place = {"OPTIONS": {"location": "/srv/media"}} if url else {}
    assert storage_url.entry(url) == DISK | place
    assert storage_url.folder(url) == (Path("/srv/media") if url else None)


def test_a_folder_may_have_any_name() -> None:
    assert storage_url.folder("file:///srv/my%20films") == Path("/srv/my films")
    assert storage_url.folder("s3://KEY:SECRET@films?region=eu-central-1") is None


PLACE = ("bucket_name", "region_name", "endpoint_url", "addressing_style", "checksums")


def test_a_bucket_of_aws() -> None:
    url = "s3://KEY:SECRET@films?region=eu-central-1"
    assert picked(url, *PLACE) == ["films", "eu-central-1", None, "virtual", "when_supported"]


@pytest.mark.parametrize(
    ("url", "region", "endpoint"),
    [
        ("s3://K:S@films?endpoint=https://s3.example.com/", "us-east-1", "https://s3.example.com"),
        ("s3://K:S@films?endpoint=http://minio:9000&region=here", "here", "http://minio:9000"),
        ("r2://K:S@account/films", "auto", "https://account.r2.cloudflarestorage.com"),
        (
            "r2://K:S@account/films?jurisdiction=eu", "auto",
            "https://account.eu.r2.cloudflarestorage.com",
        ),
        (
            "supabase://K:S@project/films?region=eu-west-1", "eu-west-1",
            "https://project.storage.supabase.co/storage/v1/s3",
        ),
    ],
)  # fmt: skip
def test_a_bucket_of_others_gets_no_checksum_that_it_refuses(
    url: str, region: str, endpoint: str
) -> None:
    assert picked(url, *PLACE) == ["films", region, endpoint, "path", "when_required"]


def test_who_takes_forms() -> None:
    for url in ("s3://K:S@films?region=x", "s3://K:S@films?endpoint=https://s3.example.com"):
        assert picked(url, "posts") == [True]
    for url in ("r2://K:S@a/films", "supabase://K:S@p/films?region=x"):
        assert picked(url, "posts") == [False]


def test_what_is_the_same_everywhere() -> None:
    for url in ("s3://K:S@films?region=x", "r2://K:S@a/films", "supabase://K:S@p/films?region=x"):
        found = options(url)
        assert found["signature_version"] == "s3v4"
        assert found["querystring_auth"] is True
        assert found["file_overwrite"] is False
        assert found["default_acl"] is None


@pytest.mark.parametrize("written", [SECRET, "hush%2Fhush%2Bhush"])
def test_a_secret_is_read_as_it_is_pasted_or_encoded(written: str) -> None:
    url = f"s3://KEY:{written}@films?region=eu-central-1"
    assert picked(url, "access_key", "secret_key") == ["KEY", SECRET]


def test_keys_may_stand_beside_the_url() -> None:
    keys = Keys(access="KEY", secret=SECRET, token="passing")
    for url in ("s3://films?region=eu-central-1", "r2://account/films"):
        found = options(url, keys)
        given = [found[name] for name in ("access_key", "secret_key", "security_token")]
        assert given == ["KEY", SECRET, "passing"]


def test_keys_in_the_url_come_first() -> None:
    found = options("s3://A:B@films?region=x", Keys(access="KEY", secret=SECRET, token="passing"))
    given = [found[name] for name in ("access_key", "secret_key", "security_token")]
    assert given == ["A", "B", None]


def test_a_machine_of_aws_needs_no_keys() -> None:
    assert picked("s3://films?region=eu-central-1", "access_key", "secret_key") == [None, None]


def test_the_bucket_may_be_in_plain_variables() -> None:
    assert storage_url.of_bucket("") == ""
    url = storage_url.of_bucket("films", region="eu-central-1")
    assert picked(url, *PLACE)[:3] == ["films", "eu-central-1", None]
    url = storage_url.of_bucket("films", endpoint="https://s3.example.com")
    found = options(url, Keys(access="KEY", secret=SECRET))
    assert found["endpoint_url"] == "https://s3.example.com"


WRONG = {
    "another service": (f"ftp://KEY:{SECRET}@films", "must begin with one of file://, s3://, r2:"),
    "no scheme": (f"KEY:{SECRET}@films", "must begin with one of"),
    "no secret": ("s3://KEY@films?region=x", "needs both a key and a secret"),
    "no key": (f"s3://:{SECRET}@films?region=x", "needs both a key and a secret"),
    "no bucket": (f"s3://KEY:{SECRET}@?region=x", "must look like s3://KEY:SECRET@bucket"),
    "a folder": (f"s3://KEY:{SECRET}@films/mine?region=x", "must look like s3://KEY:SECRET@bucket"),
    "no region": (f"s3://KEY:{SECRET}@films", "needs the region of the bucket"),
    "no account": (f"r2://KEY:{SECRET}@films", "must look like r2://KEY:SECRET@account/bucket"),
    "a region of R2": (f"r2://KEY:{SECRET}@a/films?region=x", "has region after its question mark"),
    "a misspelling": (f"s3://KEY:{SECRET}@films?regoin=x", "has regoin after its question mark"),
    "no project region": (f"supabase://KEY:{SECRET}@p/films", "the dashboard shows it"),
    "a bare endpoint": (
        f"s3://KEY:{SECRET}@films?endpoint=minio:9000",
        "must look like https://s3",
    ),
    "no keys": ("r2://account/films", "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
    "two slashes": ("file://srv/media", "with three slashes"),
}


@pytest.mark.parametrize(("url", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_and_the_secret_is_not(url: str, said: str) -> None:
    with pytest.raises(BadSetting, match=re.escape(said)) as caught:
        storage_url.entry(url)
    assert "STORAGE_URL" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_what_is_shown_of_keys_has_no_secret() -> None:
    assert "hush" not in repr(Keys(access="KEY", secret=SECRET, token="hush"))


def test_storage_that_moves_has_two_places() -> None:
    new, old = storage_url.entry("file:///srv/new"), storage_url.fallback_entry("file:///srv/old")
    found = storage_url.with_fallback(new, old)
    assert found["BACKEND"] == "videos.storage.fallback.FallbackStorage"
    assert found["OPTIONS"] == {"new": new, "old": old}


def test_a_fallback_that_cannot_be_used_is_called_by_its_name() -> None:
    with pytest.raises(BadSetting, match=r"^STORAGE_FALLBACK_URL must begin with one of file://"):
        storage_url.fallback_entry("ftp://here")
