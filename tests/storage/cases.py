"""What every service is held to, one case after the other: a class for each service inherits them.

`pytest tests/storage/test_services.py -v` prints service × case. What a service cannot do by its
nature it skips, and says why.
"""

import hashlib
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.utils import timezone
from pytest_django import Settings

from tests.product import ROOT
from videos.storage import listing
from videos.storage.abilities import SignsLinks
from videos.storage.parts import opened

LARGE = hashlib.shake_256(b"large").digest(20_000_001)
"""More than any service takes in one request, and no whole number of parts."""
HAUL_MB = 200
MOST_MB = 100
_JUST_NOW = timedelta(minutes=1)


def content(name: str) -> bytes:
    """Return what is stored."""
    with default_storage.open(name) as file:
        return bytes(file.read())


def part(name: str, start: int, length: int) -> bytes:
    """Return a part of what is stored, which may come in pieces."""
    found = b""
    with opened(name, start, length) as file:
        while len(found) < length and (piece := file.read(length - len(found))):
            found += piece
    return found


def signer() -> SignsLinks:
    """Return the storage, if it signs links."""
    storage = storages["default"]
    if not isinstance(storage, SignsLinks):
        pytest.skip("It signs no links: what viewers see goes through the product.")
    return storage


class Cases:
    """Set `entry` in a fixture to the entry of STORAGES of a service."""

    @pytest.fixture(autouse=True)
    def _chosen(self, settings: Settings, tmp_path: Path, entry: dict[str, Any]) -> None:
        settings.MEDIA_ROOT = tmp_path / "media"
        settings.STORAGES = settings.STORAGES | {"default": entry}

    def test_put(self) -> None:
        assert default_storage.save("cases/put.txt", ContentFile(b"words")) == "cases/put.txt"
        assert content("cases/put.txt") == b"words"
        assert default_storage.size("cases/put.txt") == 5
        default_storage.delete("cases/put.txt")

    def test_overwrite_refused(self) -> None:
        first = default_storage.save("cases/taken.txt", ContentFile(b"first"))
        second = default_storage.save(first, ContentFile(b"second"))
        assert second != first
        assert (content(first), content(second)) == (b"first", b"second")
        for name in (first, second):
            default_storage.delete(name)

    def test_range(self) -> None:
        name = default_storage.save("cases/range.bin", ContentFile(LARGE))
        for start, length in ((0, 1), (10_000_000, 70_000), (len(LARGE) - 5, 5)):
            assert part(name, start, length) == LARGE[start : start + length]
        default_storage.delete(name)

    def test_sign(self) -> None:
        storage = signer()
        name = default_storage.save("cases/sign.mp4", ContentFile(b"words"))
        link = storage.signed_link(name, 60, download_name="Film ü.mp4", content_type="video/webm")
        answer = requests.get(link, headers={"Range": "bytes=1-2"}, timeout=10)
        assert (answer.status_code, answer.content) == (206, b"or")
        assert answer.headers["Content-Type"] == "video/webm"
        disposition = answer.headers["Content-Disposition"]
        assert disposition == "attachment; filename*=utf-8''Film%20%C3%BC.mp4"

    def test_expire(self) -> None:
        storage = signer()
        name = default_storage.save("cases/expire.mp4", ContentFile(b"words"))
        with time_machine.travel(timezone.now() - timedelta(seconds=90)):
            link = storage.signed_link(name, 60)
        with time_machine.travel(timezone.now() - timedelta(seconds=40)):
            fresh = storage.signed_link(name, 60)
        assert requests.get(link, timeout=10).status_code in {400, 403}
        assert requests.get(fresh, timeout=10).content == b"words"

    def test_tamper(self) -> None:
        storage = signer()
        name = default_storage.save("cases/tamper.mp4", ContentFile(b"words"))
        link = storage.signed_link(name, 60)
        signature = parse_qs(urlsplit(link).query)["X-Amz-Signature"][0]
        for bent in (
            link.replace("/tamper", "/temper"),
            link.replace("X-Amz-Expires=60", "X-Amz-Expires=600"),
            link.replace(signature, signature[::-1]),
            link.partition("?")[0],
        ):
            assert bent != link
            assert requests.get(bent, timeout=10).status_code in {400, 401, 403}

    def test_multipart(self, tmp_path: Path) -> None:
        path = tmp_path / "large.bin"
        path.write_bytes(LARGE)
        with path.open("rb") as file:
            name = default_storage.save("cases/parts.bin", File(file))
        digest = hashlib.sha256()
        with default_storage.open(name) as stored:
            for block in stored.chunks():
                digest.update(block)
        assert default_storage.size(name) == len(LARGE)
        assert digest.digest() == hashlib.sha256(LARGE).digest()
        default_storage.delete(name)

    def test_delete(self) -> None:
        name = default_storage.save("cases/delete.txt", ContentFile(b"words"))
        for _ in range(2):
            default_storage.delete(name)
            assert not default_storage.exists(name)
        with pytest.raises(FileNotFoundError):
            content(name)
        with pytest.raises(FileNotFoundError):
            default_storage.size(name)

    def test_list(self) -> None:
        names = ["listed/b.txt", "listed/a.txt", "listed/deep/c.txt", "listed-not/d.txt"]
        for name in names:
            default_storage.save(name, ContentFile(b"words"))
        folders, files = default_storage.listdir("listed")
        assert (folders, sorted(files)) == (["deep"], ["a.txt", "b.txt"])
        below = list(listing.files(storages["default"], "listed"))
        assert sorted((one.name, one.size) for one in below) == [(n, 5) for n in sorted(names[:3])]
        assert all(abs(timezone.now() - one.modified_at) < _JUST_NOW for one in below)
        for name in names:
            default_storage.delete(name)

    @pytest.mark.parametrize(
        "name", ["cases/Straße & café +1%.txt", "cases/台本/🚀.txt", "cases/a  b?#[].txt"],
        ids=["latin", "wide", "signs"],
    )  # fmt: skip
    def test_unicode_keys(self, name: str) -> None:
        assert default_storage.save(name, ContentFile(b"words")) == name
        assert content(name) == b"words"
        folder, _, last = name.rpartition("/")
        assert last in default_storage.listdir(folder)[1]
        default_storage.delete(name)
        assert not default_storage.exists(name)

    def test_0_bytes(self) -> None:
        name = default_storage.save("cases/nothing", ContentFile(b""))
        assert content(name) == b""
        assert default_storage.exists(name)
        assert default_storage.size(name) == 0
        default_storage.delete(name)

    def test_200_mb_in_100_mb_of_memory(self, entry: dict[str, Any], tmp_path: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "tests.storage.hauling", str(HAUL_MB), str(tmp_path)],
            input=json.dumps(entry), cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        grown, arrived = json.loads(done.stdout)
        assert arrived == HAUL_MB * 1_000_000
        assert grown < MOST_MB
