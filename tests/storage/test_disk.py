"""Files on the disk of this machine."""

from pathlib import Path

import pytest
from pytest_django import Settings

from config import storage_url
from tests.storage.suite import Storage


class TestDisk(Storage):
    """A folder."""

    @pytest.fixture(autouse=True)
    def _chosen(self, settings: Settings, tmp_path: Path) -> None:
        settings.STORAGES = settings.STORAGES | {"default": storage_url.entry("")}
        settings.MEDIA_ROOT = tmp_path / "media"
