"""Storage in `doctor`: a bucket that works, and what is said of one that does not."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from tests import s3
from tests.s3 import READER, READER_SECRET, SECRET, S3Server
from videos.diagnosis import files
from videos.diagnosis.finding import Finding, State


def found(settings: Settings, url: str) -> Finding:
    """Return what is found of the storage at `url`."""
    settings.STORAGES = settings.STORAGES | {"default": s3.quickly(url)}
    (finding,) = files.storage()
    return finding


def test_a_bucket_that_works(settings: Settings, s3_server: S3Server) -> None:
    finding = found(settings, s3_server.url())
    assert finding.state is State.OK
    assert finding.detail.startswith("the bucket “films” at 127.0.0.1: wrote")
    assert default_storage.listdir("doctor")[1] == []


def test_a_folder_that_works(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    (finding,) = files.storage()
    assert finding.state is State.OK
    assert finding.detail == f"the folder {tmp_path}: wrote, read, listed and deleted a file"
    assert list((tmp_path / "doctor").iterdir()) == []


def test_a_folder_that_is_in_the_way(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.touch()
    (finding,) = files.storage()
    assert finding.state is State.BROKEN
    assert finding.detail == "the folder says: Not a directory"
    assert finding.remedy.startswith(f"Check that {tmp_path / 'media'} can be written to")


WRONG = {
    "key": (
        {"key": "NOBODY"}, "The access key is not known there.", "Check the key in STORAGE_URL"
    ),
    "secret": (
        {"secret": "a-wrong-one"}, "The secret does not belong to the access key.",
        "Check the secret in STORAGE_URL",
    ),
    "bucket": (
        {"bucket": "no-such-bucket"}, "There is no such bucket.", "Create the bucket",
    ),
    "rights": (
        {"key": READER, "secret": READER_SECRET}, "The access key may not do this.",
        "s3:PutObject, s3:DeleteObject",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "detail", "remedy"), WRONG.values(), ids=WRONG)
def test_a_bucket_that_cannot_be_used(
    settings: Settings,
    s3_server: S3Server,
    caplog: pytest.LogCaptureFixture,
    changes: dict[str, str],
    detail: str,
    remedy: str,
) -> None:
    with caplog.at_level(logging.WARNING):
        finding = found(settings, s3_server.url(**changes))
    assert (finding.state, finding.detail) == (State.BROKEN, detail)
    assert remedy in finding.remedy
    for secret in (SECRET, READER_SECRET, "a-wrong-one"):
        assert secret not in f"{finding} {caplog.text}"


def test_a_clock_that_is_wrong(settings: Settings, s3_server: S3Server) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        finding = found(settings, s3_server.url())
    assert finding.state is State.BROKEN
    assert "The clock of this machine is wrong" in finding.detail
    assert "NTP" in finding.remedy


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:9", "http://no-such-host.invalid"])
def test_a_service_that_is_away(settings: Settings, endpoint: str) -> None:
    finding = found(settings, f"s3://KEY:SECRET@films?endpoint={endpoint}")
    assert (finding.state, finding.detail) == (State.BROKEN, "The service does not answer.")
    assert finding.remedy.startswith("Check the endpoint or account in STORAGE_URL")


def test_no_trust_in_the_certificate(settings: Settings, s3_server: S3Server) -> None:
    finding = found(settings, s3_server.url().replace("http:", "https:"))
    assert finding.detail == "The certificate of the service cannot be trusted."
