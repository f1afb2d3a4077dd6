"""Services to store in, each as strict as the one that it looks like."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import r2, supabase, vercel
from tests.s3 import S3Server
from tests.vercel import VercelServer


@pytest.fixture(scope="session")
def r2_entry(s3_server: S3Server) -> Iterator[dict[str, Any]]:
    """The entry of STORAGES for what looks like Cloudflare R2."""
    with r2.running(s3_server) as entry:
        yield entry


@pytest.fixture(scope="session")
def supabase_entry(s3_server: S3Server) -> Iterator[dict[str, Any]]:
    """The entry of STORAGES for what looks like Supabase."""
    with supabase.running(s3_server) as entry:
        yield entry


@pytest.fixture(scope="session")
def vercel_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VercelServer]:
    """What looks like Vercel Blob, with an empty store."""
    with vercel.running(tmp_path_factory.mktemp("vercel")) as server:
        yield server
