"""Creators see what they got back and why, wherever they look; strangers see nothing of it."""

from pathlib import Path

import pytest
from django.test import Client

from creator.models import User
from tests.delivered import delivered
from videos import jobs, library, sharing
from videos.models import Job, Notice

WHY = "The voice <b>stutters</b>."
SHOWN = "The voice &lt;b&gt;stutters&lt;/b&gt;."


@pytest.fixture
def job(alice: User, tmp_path: Path) -> Job:
    """A delivered video of alice's of which 20 of 50 tokens were given back."""
    job = delivered(alice, tmp_path)
    jobs.refund(job, 20, key="a", reason=WHY)
    return job


def _page(job: Job) -> str:
    return f"/videos/{job.video.public_id}/"


def _text(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_the_wallet_tells_amount_reason_and_video(as_alice: Client, job: Job) -> None:
    text = _text(as_alice, "/wallet/")
    row = text.split("<td> Refunded <br>")[1].split("</tr>")[0]
    assert f'<a href="{_page(job)}">Dawnroast</a>' in row
    assert SHOWN in row
    assert '<span class="plus">+20</span>' in row


def test_the_wallet_links_to_no_deleted_video(as_alice: Client, job: Job) -> None:
    library.delete(job.video)
    text = _text(as_alice, "/wallet/")
    assert _page(job) not in text
    assert SHOWN in text


def test_the_videos_page_has_a_line_for_each_refund(as_alice: Client, job: Job) -> None:
    assert f"20 of 50 tokens are back in your wallet: <bdi>{SHOWN}</bdi>" in _text(
        as_alice, _page(job)
    )
    jobs.refund(job, 1, key="b", reason="Sorry.")
    assert "1 of 50 tokens is back in your wallet: <bdi>Sorry.</bdi>" in _text(as_alice, _page(job))


def test_a_video_without_a_refund_says_nothing(
    as_alice: Client, alice: User, tmp_path: Path
) -> None:
    assert "back in your wallet" not in _text(as_alice, _page(delivered(alice, tmp_path)))


def test_each_refund_is_a_notice_until_the_video_is_seen(as_alice: Client, job: Job) -> None:
    jobs.refund(job, 30, key="b", reason="Sorry.")
    text = _text(as_alice, "/notices/")
    assert 'class="count">3' in text
    assert f"20 of 50 tokens: {SHOWN}" in text
    assert "30 of 50 tokens: Sorry." in text
    as_alice.get(_page(job))
    assert not Notice.objects.filter(read_at=None).exists()


def test_a_notice_links_to_no_deleted_video(as_alice: Client, job: Job) -> None:
    assert _page(job) in _text(as_alice, "/notices/")
    library.delete(job.video)
    assert _page(job) not in _text(as_alice, "/notices/")


@pytest.mark.parametrize("url", ["/wallet/", "/notices/"])
def test_strangers_and_nobody_see_none_of_it(as_bob: Client, job: Job, url: str) -> None:
    assert "stutters" not in _text(as_bob, url)
    assert Client().get(url).status_code == 302


def test_the_public_page_is_silent_about_money(job: Job, as_bob: Client) -> None:
    sharing.set_shared(job.video, shared=True)
    assert as_bob.get(_page(job)).status_code == 404
    page = Client().get(f"/s/{job.video.share_token}/").content.decode()
    assert "Dawnroast" in page
    assert "stutters" not in page
    assert "tokens" not in page


def test_lists_take_no_more_queries_with_more_refunds(
    as_alice: Client, alice: User, tmp_path: Path, django_assert_max_num_queries: object
) -> None:
    for number in range(4):
        one = delivered(alice, tmp_path, f"key-{number}")
        jobs.refund(one, 50, key="a", reason="Sorry.")
    for url in ("/wallet/", "/notices/"):
        with django_assert_max_num_queries(8):  # type: ignore[operator]
            as_alice.get(url)
