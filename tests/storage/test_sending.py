"""Parts of files that leave by the kernel: what the server is given, and that it is let go."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from wsgiref.util import FileWrapper

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponseBase
from django.test import RequestFactory
from pytest_django import Settings

from tests.s3 import S3Server
from videos.storage import delivery

pytestmark = pytest.mark.django_db  # a handler looks after connections, and never asks for rows
CONTENT = bytes(range(256)) * 4_000
START, LENGTH = 100_001, 700_000


def _started(*_: object) -> Callable[[bytes], object]:
    return bytes


@pytest.fixture
def answered() -> Iterator[Any]:
    """Return what a WSGI server is given to send for a part of a stored file."""
    key = default_storage.save("sent/film.mp4", ContentFile(CONTENT))
    stored = SimpleNamespace(
        key=key, sha256="0" * 64, size_bytes=len(CONTENT), content_type="video/mp4"
    )

    class Handler(WSGIHandler):
        def load_middleware(self, *_: object) -> None:
            """Have none: only what becomes of the answer is looked at."""

        def get_response(self, request: Any) -> HttpResponseBase:
            return delivery.serve(request, stored)

    asked = RequestFactory().get("/", headers={"Range": f"bytes={START}-{START + LENGTH - 1}"})
    yield Handler()({**asked.environ, "wsgi.file_wrapper": FileWrapper}, _started)
    default_storage.delete(key)


def test_the_kernel_is_given_a_file_of_the_disk(storage: Path, answered: Any) -> None:
    number = answered.filelike.fileno()
    assert os.lseek(number, 0, os.SEEK_CUR) == START
    assert os.pread(number, 10, START) == CONTENT[START : START + 10]
    answered.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(number)


def test_a_server_that_does_not_ask_the_kernel_sends_as_much(storage: Path, answered: Any) -> None:
    assert b"".join(answered) == CONTENT[START : START + LENGTH]
    answered.close()


def test_a_file_of_a_bucket_is_sent_block_by_block(
    settings: Settings, s3_server: S3Server, request: pytest.FixtureRequest
) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3_server.entry()}
    answered = request.getfixturevalue("answered")
    with pytest.raises(io.UnsupportedOperation):
        answered.filelike.fileno()
    assert b"".join(answered) == CONTENT[START : START + LENGTH]
    answered.close()
