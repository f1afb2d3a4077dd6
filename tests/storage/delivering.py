"""What viewers get from every kind of storage: ranges, conditions, links that expire."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from creator.models import User
from tests.delivered import FILM, delivered
from videos import library
from videos.models import Artifact
from videos.storage.delivery import link

SIZE = len(FILM)


def _body(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


PARTS = [
    ("bytes=0-0", 0, 1),
    ("bytes=0-99", 0, 100),
    ("bytes=0-", 0, SIZE),
    ("bytes=500-", 500, SIZE),
    ("bytes=-10", SIZE - 10, SIZE),
    (f"bytes=-{SIZE * 2}", 0, SIZE),
    (f"bytes=100-{SIZE * 9}", 100, SIZE),
    (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
]


class Delivering:
    """Serving stored files over HTTP."""

    @pytest.fixture
    def film(self, alice: User, tmp_path: Path) -> Artifact:
        """A stored video."""
        return delivered(alice, tmp_path).artifacts.get(kind="video")

    @pytest.fixture
    def url(self, film: Artifact) -> str:
        """A fresh link to it."""
        return link(film).removeprefix("http://testserver")

    def test_the_whole_file(self, url: str) -> None:
        answer = Client().get(url)
        assert answer.status_code == 200
        assert _body(answer) == FILM
        assert answer["Content-Length"] == str(SIZE)
        assert answer["Content-Type"] == "video/mp4"
        assert answer["Accept-Ranges"] == "bytes"

    @pytest.mark.parametrize(("header", "start", "end"), PARTS)
    def test_a_part(self, url: str, header: str, start: int, end: int) -> None:
        answer = Client().get(url, headers={"Range": header})
        assert _body(answer) == FILM[start:end]
        assert answer["Content-Length"] == str(end - start)
        assert answer.status_code == 206
        assert answer["Content-Range"] == f"bytes {start}-{end - 1}/{SIZE}"

    @pytest.mark.parametrize("header", [f"bytes={SIZE}-", f"bytes={SIZE * 3}-", "bytes=-0"])
    def test_a_part_outside_the_file(self, url: str, header: str) -> None:
        answer = Client().get(url, headers={"Range": header})
        assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{SIZE}")

    @pytest.mark.parametrize(
        "header",
        [
            "bytes=5-2",
            "bytes=-",
            "lines=1-2",
            "bytes=0-1,5-9",
            "bytes=0-1, -1",
            "junk",
            "bytes=0-1-2",
            "bytes=--1",
            "bytes=1",
            "bytes=+1-2",
            "bytes=\u00b2-",
            "bytes=0-9,",
            f"bytes={'9' * 5000}-",
            f"bytes=0-{'9' * 5000}",
            "=0-1",
            "bytes=0x1-0x2",
        ],
    )
    def test_what_is_no_range_gets_everything(self, url: str, header: str) -> None:
        answer = Client().get(url, headers={"Range": header})
        assert answer.status_code == 200
        assert _body(answer) == FILM

    def test_conditions(self, url: str) -> None:
        etag = Client().get(url)["ETag"]
        assert Client().get(url, headers={"If-None-Match": etag}).status_code == 304
        assert Client().get(url, headers={"If-None-Match": f'"x", W/{etag}'}).status_code == 304
        fresh = {"Range": "bytes=0-9", "If-Range": etag}
        assert Client().get(url, headers=fresh).status_code == 206
        stale = {"Range": "bytes=0-9", "If-Range": '"another"'}
        assert Client().get(url, headers=stale).status_code == 200

    def test_a_file_may_have_to_be_the_one_that_is_known(self, url: str) -> None:
        etag = Client().get(url)["ETag"]
        for wanted, status in {etag: 200, f'"x", {etag}': 200, "*": 200, f"W/{etag}": 412}.items():
            assert Client().get(url, headers={"If-Match": wanted}).status_code == status
        other = Client().get(url, headers={"If-Match": '"x"', "Range": "bytes=0-9"})
        assert (other.status_code, other.content) == (412, b"")

    def test_any_file_may_be_known(self, url: str) -> None:
        answer = Client().get(url, headers={"If-None-Match": "*", "Range": "bytes=0-9"})
        assert answer.status_code == 304

    @pytest.mark.parametrize("condition", ["Thu, 26 Nov 2026 00:00:00 GMT", 'W/"weak"', ""])
    def test_a_part_of_what_may_be_another_file_is_not_given(
        self, url: str, condition: str
    ) -> None:
        headers = {"Range": "bytes=0-9", "If-Range": condition}
        assert Client().get(url, headers=headers).status_code == 200

    def test_a_file_that_is_lost_is_not_promised(self, url: str, film: Artifact) -> None:
        default_storage.delete(film.key)
        for ask in (Client().get, Client().head):
            for headers in ({}, {"Range": "bytes=0-9"}):
                assert ask(url, headers=headers).status_code == 404

    def test_a_file_that_is_short_is_not_promised(self, url: str) -> None:
        Artifact.objects.update(size_bytes=SIZE + 1)
        answer = Client().get(url)
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert answer.content.decode().startswith("The file cannot be reached just now.")

    def test_head_has_headers_and_no_body(self, url: str) -> None:
        answer = Client().head(url, headers={"Range": "bytes=0-99"})
        assert (answer.status_code, answer["Content-Length"]) == (206, "100")
        assert answer.content == b""

    def test_links_expire(self, url: str) -> None:
        with time_machine.travel(timezone.now() + timedelta(minutes=14)):
            assert Client().get(url).status_code == 200
        with time_machine.travel(timezone.now() + timedelta(minutes=16)):
            assert Client().get(url).status_code == 404

    def test_links_cannot_be_bent(self, url: str) -> None:
        token = url.split("/")[2]
        for bent in (
            url.replace("video.mp4", "captions.srt"),
            url.replace(token, token[:-1] + ("a" if token[-1] != "a" else "b")),
            url.replace(token, "x" * 40),
        ):
            assert Client().get(bent).status_code == 404

    def test_a_deleted_video_ends_its_links(self, url: str, film: Artifact) -> None:
        library.delete(film.job.video)
        assert Client().get(url).status_code == 404

    def test_links_are_not_posted_to(self, url: str) -> None:
        assert Client().post(url).status_code == 405
