"""Every service, every case."""

from typing import Any

import pytest

from config import storage_url
from tests.s3 import S3Server
from tests.storage.cases import Cases
from tests.vercel import VercelServer


class TestDisk(Cases):
    """A folder of this machine."""

    @pytest.fixture
    def entry(self) -> dict[str, Any]:
        """The disk."""
        return storage_url.entry("")


class TestSeaweedFS(Cases):
    """A real S3 server, by its endpoint."""

    @pytest.fixture
    def entry(self, s3_server: S3Server) -> dict[str, Any]:
        """Its bucket."""
        return s3_server.entry()


class TestR2(Cases):
    """What looks like Cloudflare R2."""

    @pytest.fixture
    def entry(self, r2_entry: dict[str, Any]) -> dict[str, Any]:
        """Its bucket."""
        return r2_entry


class TestSupabase(Cases):
    """What looks like Supabase."""

    @pytest.fixture
    def entry(self, supabase_entry: dict[str, Any]) -> dict[str, Any]:
        """Its bucket."""
        return supabase_entry


class TestVercelBlob(Cases):
    """What looks like Vercel Blob."""

    @pytest.fixture
    def entry(self, vercel_server: VercelServer) -> dict[str, Any]:
        """Its store."""
        return vercel_server.entry()
