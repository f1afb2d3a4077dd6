"""Who may watch a stream, and what players get: playlists, pieces, and the small pictures."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from creator.models import User
from tests.streamed import filmed, streamed
from videos import library, sharing, streams
from videos.models import Job

pytestmark = pytest.mark.render
HLS = "application/vnd.apple.mpegurl"
PLAYLISTS = dict.fromkeys(("master.m3u8", "360.m3u8", "sound.m3u8"), HLS)
FILES = {
    "360.mp4": "video/mp4", "sound.mp4": "audio/mp4", "audio.m4a": "audio/mp4",
    "sprite.jpg": "image/jpeg", "sprite.vtt": "text/vtt",
}  # fmt: skip
ALL = PLAYLISTS | FILES


@pytest.fixture
def job(alice: User, tmp_path: Path, storage: Path) -> Job:
    """A video of alice's that can be streamed."""
    return streamed(alice, tmp_path)


def _page(job: Job) -> str:
    return f"/videos/{job.video.public_id}/"


def _body(answer: object) -> bytes:
    streaming = getattr(answer, "streaming_content", None)
    return b"".join(streaming) if streaming else answer.content  # type: ignore[attr-defined]


def test_its_owner_watches_it_and_nobody_else(job: Job, as_alice: Client, as_bob: Client) -> None:
    for name, kind in ALL.items():
        url = f"{_page(job)}stream/{name}"
        answer = as_alice.get(url)
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert answer["Cache-Control"] == "private, max-age=0, must-revalidate"
        assert _body(answer)
        assert as_bob.get(url).status_code == 404
        assert Client().get(url).status_code == 404


def test_a_shared_one_is_public_until_it_is_not(job: Job) -> None:
    def statuses(token: str) -> set[int]:
        return {Client().get(f"/s/{token}/stream/{name}").status_code for name in ALL}

    token = job.video.share_token
    assert statuses(token) == {404}
    sharing.set_shared(job.video, shared=True)
    assert statuses(job.video.share_token) == {200}
    page = Client().get(f"/s/{job.video.share_token}/").content.decode()
    assert f"/s/{job.video.share_token}/stream/master.m3u8" in page
    token = job.video.share_token
    sharing.set_shared(job.video, shared=False)
    assert statuses(token) == {404}


def test_a_deleted_video_has_no_stream(job: Job, as_alice: Client) -> None:
    link = streams.link(job.pk, "master.m3u8").removeprefix("http://testserver")
    library.delete(job.video)
    assert as_alice.get(f"{_page(job)}stream/master.m3u8").status_code == 404
    assert Client().get(link).status_code == 404


def test_before_it_is_made_there_is_none(
    alice: User, as_alice: Client, tmp_path: Path, storage: Path
) -> None:
    job = filmed(alice, tmp_path)
    assert {as_alice.get(f"{_page(job)}stream/{n}").status_code for n in ALL} == {404}
    page = as_alice.get(_page(job)).content.decode()
    assert "m3u8" not in page
    assert "data-scrub" not in page
    assert "files/video.mp4" in page


def test_the_player_has_the_stream_and_falls_back_to_the_file(job: Job, as_alice: Client) -> None:
    page = as_alice.get(_page(job)).content.decode()
    sources = re.findall(r"<source[^>]*>", page)
    assert len(sources) == 3
    assert "stream/master.m3u8?up_to=480" in sources[0]
    assert "max-width" in sources[0]
    assert 'stream/master.m3u8"' in sources[1]
    assert "media=" not in sources[1]
    assert "files/video.mp4" in sources[2]
    assert f"{_page(job)}stream/sprite.vtt" in page


def test_other_names_are_nothing(job: Job, as_alice: Client) -> None:
    for name in (
        "720.mp4", "720.m3u8", "1080.m3u8", "video.mp4", "master.m3u8.bak", ".m3u8", "audio.mp4",
    ):  # fmt: skip
        assert as_alice.get(f"{_page(job)}stream/{name}").status_code == 404


def test_every_address_in_a_playlist_is_answered(job: Job, as_alice: Client) -> None:
    base = f"{_page(job)}stream/"
    master = _body(as_alice.get(f"{base}master.m3u8")).decode()
    for playlist in ("360.m3u8", "sound.m3u8"):
        assert playlist in master
        lines = _body(as_alice.get(base + playlist)).decode().splitlines()
        places = [line.split(":")[1] for line in lines if line.startswith("#EXT-X-BYTERANGE")]
        assert places
        for place in places:
            length, offset = map(int, place.split("@"))
            asked = {"Range": f"bytes={offset}-{offset + length - 1}"}
            piece = as_alice.get(f"{base}{playlist[:-5]}.mp4", headers=asked)
            assert piece.status_code == 206
            assert _body(piece)[4:8] == b"moof"


def test_the_sound_is_saved_under_the_name_of_the_video(job: Job, as_alice: Client) -> None:
    answer = as_alice.get(f"{_page(job)}stream/audio.m4a?download=1")
    assert answer["Content-Disposition"] == 'attachment; filename="dawnroast.m4a"'


def test_any_cap_leaves_something_to_play(job: Job, as_alice: Client) -> None:
    for most in ("", "abc", "-1", "1", "360", "9" * 5000, "²"):
        answer = as_alice.get(f"{_page(job)}stream/master.m3u8", {"up_to": most})
        assert "360.m3u8" in _body(answer).decode()


def test_the_api_links_to_what_is_there(
    job: Job, settings: Settings, alice: User, tmp_path: Path
) -> None:
    from videos.api.representations import video
    from videos.queries import artifacts

    fields = {"hls_url": "master.m3u8", "audio_url": "audio.m4a"} | {
        "sprite_url": "sprite.jpg", "sprite_vtt_url": "sprite.vtt",
    }  # fmt: skip
    shown = video(job.video, job, artifacts(job), {}, None)
    for field, name in fields.items():
        url = shown[field].removeprefix("http://testserver")
        assert url.endswith(f"/stream/{name}")
        assert Client().get(url).status_code == 200
        forged = url.replace("/files/", "/files/x")
        assert Client().get(forged).status_code == 404
        with time_machine.travel(timezone.now() + timedelta(seconds=901)):
            assert Client().get(url).status_code == 404
    assert set(shown["urls"]) == {"video", "thumbnail", "captions_srt", "captions_vtt"}
    plain = filmed(alice, tmp_path, "plain")
    shown = video(plain.video, plain, artifacts(plain), {}, None)
    assert {shown[field] for field in fields} == {None}


def test_a_link_to_a_stream_opens_no_other_file(job: Job) -> None:
    url = streams.link(job.pk, "video.mp4").removeprefix("http://testserver")
    assert Client().get(url).status_code == 404
    _, _, token, *_ = url.split("/")
    assert Client().get(f"/files/{token}/video.mp4").status_code == 404
