"""Files are streamed to disk, and what is too much never gets there."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from creator.models import User
from tests.material import files, sent

pytestmark = pytest.mark.usefixtures("storage")


def _arriving(user: User | AnonymousUser, *contents: bytes) -> HttpRequest:
    request = RequestFactory().post("/studio/", {"files": [sent(one) for one in contents]})
    request.user = user
    return request


def _on_disk(request: HttpRequest) -> list[tuple[int, int]]:
    """Return, for each file, the size that was sent and the size that was written."""
    sizes = []
    for file in request.FILES.getlist("files"):
        sizes.append((file.size or 0, _path(file).stat().st_size))
    request.close()
    return sizes


def _path(file: object) -> Path:
    assert isinstance(file, TemporaryUploadedFile)
    return Path(file.temporary_file_path())


def test_small_files_are_on_disk_too(alice: User) -> None:
    assert _on_disk(_arriving(alice, b"few bytes")) == [(9, 9)]


def test_a_file_above_every_limit_is_cut(alice: User, settings: Settings) -> None:
    settings.UPLOAD_BYTES = dict.fromkeys(settings.UPLOAD_BYTES, 100_000)
    (sent_bytes, written), after = _on_disk(_arriving(alice, b"x" * 300_000, b"small"))
    assert sent_bytes == 300_000
    assert written <= 100_000
    assert after == (5, 5)


def test_one_request_brings_no_more_than_may_be_kept(alice: User, settings: Settings) -> None:
    settings.UPLOAD_QUOTA_BYTES = 100_000
    sizes = _on_disk(_arriving(alice, *[b"x" * 60_000] * 10))
    assert sum(written for _, written in sizes) <= 100_000
    assert sizes[0] == (60_000, 60_000)
    assert sizes[-1][0] == 60_000


def test_files_of_nobody_are_not_written(db: None) -> None:
    assert _on_disk(_arriving(AnonymousUser(), b"x" * 300_000)) == [(300_000, 0)]


NAMES = ["a." + "b" * 250, "x" * 400, "../../etc/passwd", "..", "", "a.p\0ng", "C:\\temp\\a.png"]


@pytest.mark.parametrize("name", NAMES)
def test_strange_names_do_no_harm(alice: User, storage: Path, name: str) -> None:
    head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    request = RequestFactory().generic(
        "POST", "/studio/", head.encode() + b"content\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )  # fmt: skip
    request.user = alice
    arrived = [_path(file) for file in request.FILES.getlist("files")]
    assert [path.read_bytes() for path in arrived] in ([], [b"content"])
    assert [path.parent for path in arrived] in ([], [storage.parent / "incoming"])
    request.close()
    assert not files()
