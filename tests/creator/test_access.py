"""Who may see and do what: every page for its owner, a stranger, and nobody in particular."""

from pathlib import Path

import pytest
from django.test import Client

from billing.queries import wallet
from creator.models import User
from tests.delivered import FILM, delivered
from videos import sharing
from videos.models import Job, Video
from videos.storage.delivery import NAMES

LOGIN = "/accounts/login/"
OPEN_PAGES = [
    "/studio/", "/videos/", "/wallet/", "/notices/", "/settings/api-keys/", "/settings/account/",
]  # fmt: skip
FILES = [f"files/{name}" for name in NAMES.values()]
ACTIONS = ["cancel/", "retry/", "share/", "rename/", "delete/"]


@pytest.fixture
def job(alice: User, tmp_path: Path) -> Job:
    """A finished video of alice's."""
    return delivered(alice, tmp_path)


def _page(job: Job) -> str:
    return f"/videos/{job.video.public_id}/"


@pytest.mark.parametrize("url", OPEN_PAGES)
def test_own_pages_need_a_sign_in(as_alice: Client, url: str) -> None:
    assert as_alice.get(url).status_code == 200
    answer = Client().get(url)
    assert (answer.status_code, answer["Location"]) == (302, f"{LOGIN}?next={url}")


@pytest.mark.parametrize(
    ("part", "anonymous"), [("", 302), ("progress/", 302), *dict.fromkeys(FILES, 404).items()]
)
def test_a_video_is_seen_by_its_owner_alone(
    as_alice: Client, as_bob: Client, job: Job, part: str, anonymous: int
) -> None:
    url = _page(job) + part
    assert as_alice.get(url).status_code == 200
    assert as_bob.get(url).status_code == 404
    assert Client().get(url).status_code == anonymous


@pytest.mark.parametrize("part", ACTIONS)
def test_strangers_change_nothing(
    alice: User, as_bob: Client, bob: User, job: Job, part: str
) -> None:
    url, form = _page(job) + part, {"campaign_name": "Stolen", "shared": "on"}
    before = Video.objects.values().get()
    assert as_bob.post(url, form).status_code == 404
    assert Client().post(url, form).status_code == 302
    assert Video.objects.values().get() == before
    assert Job.objects.count() == 1
    assert wallet(bob.pk).available == 200


@pytest.mark.parametrize("part", ACTIONS)
def test_actions_are_not_links(as_alice: Client, job: Job, part: str) -> None:
    assert as_alice.get(_page(job) + part).status_code == 405


def test_a_video_that_never_was_looks_the_same(as_alice: Client, job: Job) -> None:
    never = as_alice.get("/videos/vid_00000000000000000000/")
    assert never.status_code == 404
    assert "There is nothing at this address" in never.content.decode()


def test_a_deleted_video_is_gone(as_alice: Client, job: Job) -> None:
    sharing.set_shared(job.video, shared=True)
    token = Video.objects.get().share_token
    as_alice.post(_page(job) + "delete/")
    for url in (_page(job), _page(job) + FILES[0], f"/s/{token}/", f"/s/{token}/video.mp4"):
        assert as_alice.get(url).status_code == 404


def test_a_shared_video_is_public_until_it_is_not(as_alice: Client, job: Job) -> None:
    visitor = Client()
    as_alice.post(_page(job) + "share/", {"shared": "on"})
    first = Video.objects.get().share_token
    page = visitor.get(f"/s/{first}/")
    assert page.status_code == 200
    assert page["X-Robots-Tag"] == "noindex"
    assert not page.cookies
    film = visitor.get(f"/s/{first}/video.mp4")
    assert b"".join(film.streaming_content) == FILM  # type: ignore[attr-defined]
    as_alice.post(_page(job) + "share/", {})
    assert visitor.get(f"/s/{first}/").status_code == 404
    assert visitor.get(f"/s/{first}/video.mp4").status_code == 404
    as_alice.post(_page(job) + "share/", {"shared": "on"})
    assert Video.objects.get().share_token != first
    assert visitor.get(f"/s/{first}/").status_code == 404


@pytest.mark.parametrize("name", ["secret.mp4", "video.mp4.bak", "..%2Fvideo.mp4", "VIDEO.MP4"])
def test_other_names_are_no_files(as_alice: Client, job: Job, name: str) -> None:
    assert as_alice.get(f"{_page(job)}files/{name}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/api/docs/", "/api/schema/", "/healthz"])
def test_public_pages_are_public(url: str) -> None:
    assert Client().get(url).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", LOGIN, "/nowhere/"])
def test_every_page_forbids_inline_script_and_framing(url: str) -> None:
    headers = Client().get(url).headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Request-Id"].startswith("req_")
