"""What links are like that a storage signs itself: they hold for one file, and not for long."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import requests
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.utils import timezone

from videos.storage.abilities import SignsLinks

CONTENT = bytes(range(256))


def signed(name: str, seconds: int = 60, **said: str) -> str:
    """Return a link that the storage signed."""
    storage = storages["default"]
    assert isinstance(storage, SignsLinks)
    return storage.signed_link(name, seconds, **said)


def fetched(link: str, **headers: str) -> requests.Response:
    """Return what the storage answers."""
    return requests.get(link, headers=headers, timeout=10)


class Signing:
    """Links to stored files."""

    @pytest.mark.parametrize("name", ["links/film.mp4", "links/Straße & 台本 +1%#?.mp4"])
    def test_a_link_serves_its_file_and_parts_of_it(self, name: str) -> None:
        link = signed(default_storage.save(name, ContentFile(CONTENT)))
        assert link.isascii()
        assert fetched(link).content == CONTENT
        part = fetched(link, Range="bytes=10-19")
        assert (part.status_code, part.content) == (206, CONTENT[10:20])
        assert part.headers["Content-Range"] == "bytes 10-19/256"

    def test_a_link_serves_no_other_file(self) -> None:
        link = signed(default_storage.save("links/one.mp4", ContentFile(CONTENT)))
        other = default_storage.save("links/two.mp4", ContentFile(CONTENT))
        assert fetched(signed(other)).ok
        assert not fetched(link.replace("one.mp4", "two.mp4")).ok
        assert not fetched(link.partition("?")[0]).ok

    def test_a_link_ends(self) -> None:
        name = default_storage.save("links/short.mp4", ContentFile(CONTENT))
        with time_machine.travel(timezone.now() - timedelta(seconds=30)):
            old, new = signed(name, 20), signed(name, 60)
        assert fetched(new).ok
        assert not fetched(old).ok

    @pytest.mark.parametrize("called", ["film.mp4", 'my "film" ü.mp4', "台本.mp4"])
    def test_a_link_says_what_its_answer_says(self, called: str) -> None:
        name = default_storage.save("links/typed.bin", ContentFile(CONTENT))
        answer = fetched(signed(name, download_name=called, content_type="video/webm"))
        assert answer.headers["Content-Type"] == "video/webm"
        saved = answer.headers["Content-Disposition"]
        assert saved.startswith("attachment; filename")
        assert called in saved or quote(called) in saved or called.replace('"', '\\"') in saved

    def test_a_link_says_nothing_of_its_own(self) -> None:
        name = default_storage.save("links/plain.mp4", ContentFile(CONTENT))
        answer = fetched(signed(name))
        assert answer.headers["Content-Type"] == "video/mp4"
        assert answer.headers.get("Content-Disposition", "inline").startswith("inline")
