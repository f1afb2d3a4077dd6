"""What creators see: use and limit in words, until when files are kept, and that they went."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.test import APIClient

from creator.models import User
from tests.api.conftest import with_key
from tests.delivered import delivered
from tests.material import kept
from tests.retention.conftest import KEEP, after
from videos import sharing, usage
from videos.execution.pruning import announce, prune
from videos.models import Job, Video
from videos.models.upload import readable_size


def _text(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def _page(job: Job) -> str:
    return f"/videos/{job.video.public_id}/"


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def pruned(job: Job, plans: Settings) -> Job:
    """A video whose files are gone, as seen today."""
    with after(KEEP - 7):
        announce()
    with after(KEEP + 1):
        assert prune(10) == 1
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("page", ["/videos/", "/material/", "/settings/account/"])
def test_use_and_limit_stand_in_words(
    page: str, as_alice: Client, alice: User, job: Job, settings: Settings
) -> None:
    kept(alice)
    used = usage.of(alice.pk)
    total, films, files = map(readable_size, (used.total, used.videos, used.uploads))
    text = _text(as_alice, page)
    assert f"You keep <strong>{total}</strong>: {films} of videos and {files} of material." in text
    assert "<meter" not in text
    settings.PLAN_STORAGE_GB = {"default": 0.0001}
    text = _text(as_alice, page)
    assert f"<strong>{total}</strong> of 100 kB" in text
    assert f"There is room for {readable_size(100_000 - used.total)} more." in text
    assert 'aria-label="Storage in use"' in text


def test_a_limit_that_comes_near_is_said(
    as_alice: Client, alice: User, job: Job, settings: Settings
) -> None:
    used = usage.of(alice.pk).total
    settings.PLAN_STORAGE_GB = {"default": used / 0.95 / 1e9}
    assert "<strong>Nearly full.</strong>" in _text(as_alice, "/videos/")
    settings.PLAN_STORAGE_GB = {"default": used / 1e9}
    assert "<strong>Full.</strong>" in _text(as_alice, "/videos/")


def test_until_when_a_video_is_kept(as_alice: Client, job: Job, plans: Settings) -> None:
    for url in ("/videos/", _page(job)):
        assert "Kept until" in _text(as_alice, url)
    plans.PLAN_RETENTION_DAYS = {}
    for url in ("/videos/", _page(job)):
        assert "Kept until" not in _text(as_alice, url)


def test_the_page_of_a_pruned_video_says_so(as_alice: Client, pruned: Job) -> None:
    text = _text(as_alice, _page(pruned))
    assert "Not kept any more" in text
    assert "were kept until" in text
    assert "<video" not in text
    assert "Transcript" in text
    assert f'href="/studio/?from={pruned.video.public_id}"' in text
    assert as_alice.get(f"/studio/?from={pruned.video.public_id}").status_code == 200
    assert '<span class="tag canceled">Not kept</span>' in _text(as_alice, "/videos/")
    assert as_alice.get(_page(pruned) + "files/video.mp4").status_code == 404


def test_a_shared_page_without_files_is_none(pruned: Job) -> None:
    sharing.set_shared(pruned.video, shared=True)
    token = Video.objects.get().share_token
    for url in (f"/s/{token}/", f"/s/{token}/video.mp4"):
        assert Client().get(url).status_code == 404


def test_the_api_says_both(alice: User, job: Job, plans: Settings) -> None:
    api: APIClient = with_key(alice)
    url = f"/api/v1/videos/{job.video.public_id}"
    for shown in (api.get(url).json(), api.get("/api/v1/videos").json()["results"][0]):
        assert shown["files_until"]
        assert shown["files_gone_at"] is None
    with after(KEEP - 7):
        announce()
    with after(KEEP + 1):
        prune(10)
        shown = api.get(url).json()
    assert shown["files_until"] is None
    assert shown["files_gone_at"]
    assert not any(shown["urls"].values())


@pytest.mark.parametrize("number", [1, 4])
def test_plans_cost_a_query_on_a_page(
    number: int, alice: User, tmp_path: Path, storage: Path, plans: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for one in range(number):
        delivered(alice, tmp_path, f"video-{one}")
    client = _signed_in(alice)
    with django_assert_num_queries(11):
        assert client.get("/videos/").status_code == 200
