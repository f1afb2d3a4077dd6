"""Files of the disk that a server in front sends: what it is told, and what it is never told."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from tests.delivery.conftest import Files
from tests.s3 import S3Server
from videos.models import Artifact
from videos.states import ArtifactKind

pytestmark = pytest.mark.usefixtures("disk")
HEADERS = ("X-Accel-Redirect", "X-Sendfile")


@pytest.fixture(params=HEADERS)
def header(request: pytest.FixtureRequest, settings: Settings, disk: Path) -> str:
    """What the server in front listens to."""
    if request.param == "X-Accel-Redirect":
        settings.MEDIA_ACCEL_PREFIX = "/internal-media/"
    else:
        settings.MEDIA_SENDFILE = True
    return str(request.param)


def meant(told: str, disk: Path) -> Path:
    """Return the file that the server in front opens."""
    path = unquote(told)
    if path.startswith("/internal-media/"):
        return disk / path.removeprefix("/internal-media/")
    return Path(path)


def test_the_server_in_front_is_told_of_the_file(
    as_alice: Client, files: Files, header: str, disk: Path
) -> None:
    for address in (*files.own, *files.signed, *files.shared):
        answer = as_alice.get(address, headers={"Range": "bytes=0-9"})
        assert (answer.status_code, answer.content) == (200, b"")
        assert meant(answer[header], disk).is_relative_to(disk)
        assert meant(answer[header], disk).is_file()
        assert answer[header].isascii()
        assert answer["ETag"]
        assert "private" in answer["Cache-Control"]


def test_what_it_sends_is_described(as_alice: Client, files: Files, header: str) -> None:
    address = files.of(ArtifactKind.VIDEO)
    answer = as_alice.get(f"{address}?download=1")
    assert answer["Content-Type"] == "video/mp4"
    assert answer["Content-Disposition"] == 'attachment; filename="dawnroast.mp4"'
    known = as_alice.get(address, headers={"If-None-Match": answer["ETag"]})
    assert known.status_code == 304
    assert header not in known


def test_names_are_written_in_percent_encoding(
    as_alice: Client, files: Files, header: str, disk: Path
) -> None:
    key = default_storage.save("strange/a b%2e&é台本.mp4", ContentFile(b"film"))
    Artifact.objects.filter(kind="video").update(key=key)
    told = as_alice.get(files.of(ArtifactKind.VIDEO))[header]
    assert told.endswith("strange/a%20b%252e%26%C3%A9%E5%8F%B0%E6%9C%AC.mp4")
    assert meant(told, disk).read_bytes() == b"film"


@pytest.mark.parametrize("key", ["../secret", "/etc/passwd", "jobs/../../secret", ".."])
def test_a_key_that_leads_elsewhere_is_never_told(
    as_alice: Client, files: Files, header: str, disk: Path, key: str
) -> None:
    (disk.parent / "secret").write_text("hush")
    Artifact.objects.filter(kind="video").update(key=key)
    answer = as_alice.get(files.of(ArtifactKind.VIDEO))
    assert answer.status_code == 400
    assert header not in answer


def test_a_file_that_is_lost_is_said_to_be(as_alice: Client, files: Files, header: str) -> None:
    default_storage.delete(Artifact.objects.get(kind="video").key)
    answer = as_alice.get(files.of(ArtifactKind.VIDEO))
    assert answer.status_code == 404
    assert header not in answer


def test_strangers_learn_no_path(as_bob: Client, files: Files, header: str) -> None:
    for address in files.own:
        for client in (as_bob, Client()):
            answer = client.get(address)
            assert answer.status_code == 404
            assert header not in answer


@pytest.mark.parametrize("name", HEADERS)
def test_nobody_asks_for_it_from_outside(
    as_alice: Client, files: Files, disk: Path, name: str
) -> None:
    answer = as_alice.get(files.of(ArtifactKind.VIDEO), headers={name: "/etc/passwd"})
    assert answer.status_code == 200
    assert name not in answer


def test_a_bucket_has_no_files_on_the_disk(
    as_alice: Client,
    settings: Settings,
    s3_server: S3Server,
    header: str,
    request: pytest.FixtureRequest,
) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3_server.entry()}
    files: Files = request.getfixturevalue("files")
    answer = as_alice.get(files.of(ArtifactKind.VIDEO))
    assert answer.status_code == 200
    assert header not in answer
