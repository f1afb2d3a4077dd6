"""How files reach viewers: where links lead, what is usual, and what browsers are allowed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from config import media, storage_url
from config.env import BadSetting
from tests.product import ROOT, environment
from tests.signing import front

ORIGINS = {
    "": "",
    "file:///srv/media": "",
    "s3://K:S@films?region=eu-central-1": "https://films.s3.eu-central-1.amazonaws.com",
    "s3://K:S@films?region=us-east-1": "https://films.s3.us-east-1.amazonaws.com",
    "s3://K:S@my.films?region=eu-central-1": "https://s3.eu-central-1.amazonaws.com",
    "s3://K:S@films?region=cn-north-1": "https://films.s3.cn-north-1.amazonaws.com.cn",
    "s3://K:S@films?endpoint=https://s3.example.com:9000/x": "https://s3.example.com:9000",
    "r2://K:S@account/films": "https://account.r2.cloudflarestorage.com",
    "r2://K:S@account/films?jurisdiction=eu": "https://account.eu.r2.cloudflarestorage.com",
    "supabase://K:S@project/films?region=eu-west-1": "https://project.storage.supabase.co",
}


@pytest.mark.parametrize(("url", "origin"), ORIGINS.items())
def test_where_links_lead(url: str, origin: str) -> None:
    assert media.origin(storage_url.entry(url)) == origin


@pytest.mark.parametrize("url", [url for url in ORIGINS if "://K" in url])
def test_it_is_where_they_are_signed_for(url: str) -> None:
    from videos.storage.s3 import S3Storage

    entry = storage_url.entry(url)
    link = S3Storage(**entry["OPTIONS"]).signed_link("jobs/film.mp4", 900)
    assert link.startswith(f"{media.origin(entry)}/")


def test_cloudfront_takes_the_place_of_its_bucket() -> None:
    entry = storage_url.entry("s3://K:S@films?region=eu-central-1", front=front())
    assert media.origin(entry) == "https://d111.cloudfront.net"


@pytest.mark.parametrize(
    ("where", "secure", "usual"),
    [
        ("", True, "app"),
        ("https://s3.example.com", True, "direct"),
        ("https://s3.example.com", False, "direct"),
        ("http://127.0.0.1:8333", False, "direct"),
        ("http://minio:9000", True, "app"),
    ],
)
def test_what_is_usual(where: str, secure: bool, usual: str) -> None:  # noqa: FBT001 - a table
    assert media.usual(where, secure=secure) == usual
    assert media.sources(usual, where, secure=secure) == ([where] if usual == "direct" else [])


def test_through_the_product_pages_load_from_the_site_alone() -> None:
    assert media.sources("app", "https://s3.example.com", secure=True) == []
    assert media.sources("direct", "", secure=True) == []


def test_what_browsers_would_refuse_is_said() -> None:
    with pytest.raises(BadSetting, match="Set MEDIA_DELIVERY=app"):
        media.sources("direct", "http://minio:9000", secure=True)


def test_a_place_in_front() -> None:
    for prefix in ("", "/internal-media/", "/a/b/"):
        assert media.accel_prefix(prefix) == prefix
    for prefix in ("internal-media/", "/internal-media", "/", "/a/../b/", "//a/", "/a//b/"):
        with pytest.raises(BadSetting, match="must look like /internal-media/"):
            media.accel_prefix(prefix)


_POLICY = """
import json
from config import settings
policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
print(json.dumps({name: [s for s in all if s.startswith("http")] for name, all in policy.items()}))
"""
R2 = {"STORAGE_URL": "r2://K:S@account/films", "SITE_URL": "https://video.example.com"}
R2_ORIGIN = "https://account.r2.cloudflarestorage.com"


@pytest.mark.parametrize(
    ("changes", "allowed"), [(R2, [R2_ORIGIN]), (R2 | {"MEDIA_DELIVERY": "app"}, []), ({}, [])]
)
def test_pages_may_load_media_from_there_exactly_when_they_are_sent_on(
    tmp_path: Path, changes: dict[str, str], allowed: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _POLICY], cwd=ROOT, env=environment(tmp_path, **changes),
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    policy = json.loads(done.stdout)
    assert policy.pop("media-src") == policy.pop("img-src") == allowed
    assert not any(policy.values())
