"""A video's page through its life."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from billing.queries import Wallet, wallet
from creator.models import User
from tests.delivered import delivered, failed
from tests.orders import claimed, reach, submit
from videos import jobs, progress
from videos.models import Job, Notice, Video
from videos.states import Stage

HTMX = {"HX-Request": "true"}


def _page(job: Job) -> str:
    return f"/videos/{job.video.public_id}/"


def _text(client: Client, url: str, **headers: str) -> str:
    return " ".join(client.get(url, headers=headers).content.decode().split())


def test_a_waiting_job_tells_its_place(as_alice: Client, alice: User, bob: User) -> None:
    submit(bob)
    text = _text(as_alice, _page(submit(alice)))
    assert "Number 2 in line" in text
    assert "Canceling returns your 50 tokens" in text


def test_places_far_back_are_not_counted(
    as_alice: Client, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "FAR", 2)
    waiting = [submit(alice, f"key-{number}") for number in range(4)]
    places = [progress.snapshot(job).queue_position for job in waiting]
    assert places == [1, 2, 3, 3]
    assert "Number 2 in line" in _text(as_alice, _page(waiting[1]))
    assert "Number 3 or later in line" in _text(as_alice, _page(waiting[3]))


def test_a_running_job_shows_real_counts(as_alice: Client, alice: User) -> None:
    job = submit(alice)
    lease = claimed()
    reach(lease, Stage.VISUALS, percent=20)
    jobs.report(lease, done=296, total=800, percent=41)
    text = _text(as_alice, _page(job))
    assert "<span data-percent>41</span> %" in text
    assert "296 of 800" in text
    assert "<title>41 % · Dawnroast · Reelsmith</title>" in text.replace(
        "<title> ", "<title>"
    ).replace(" </title>", "</title>")


def test_the_moving_part_moves(as_alice: Client, alice: User) -> None:
    job = submit(alice)
    lease = claimed()
    seen = []
    for percent in (5, 30, 60):
        jobs.report(lease, done=percent, total=100, percent=percent)
        text = _text(as_alice, _page(job) + "progress/", **HTMX)
        seen.append(f"<span data-percent>{percent}</span>" in text)
        assert 'hx-trigger="every 1s"' in text
        assert "<main" not in text
    assert seen == [True, True, True]


def test_a_job_that_is_over_replaces_the_whole_and_stops_asking(
    as_alice: Client, alice: User, tmp_path: Path
) -> None:
    job = delivered(alice, tmp_path)
    answer = as_alice.get(_page(job) + "progress/", headers=HTMX)
    text = answer.content.decode()
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#job", "outerHTML")
    assert "<video" in text
    assert "every 1s" not in text
    assert 'class="count">1' in text


def test_who_is_credited_can_be_visited(as_alice: Client, alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    job.notes = ["Scene 1: Video by <Jo> on Pexels (https://www.pexels.com/video/1/)."]
    job.save(update_fields=["notes"])
    text = _text(as_alice, _page(job))
    assert 'by &lt;Jo&gt; on Pexels (<a href="https://www.pexels.com/video/1/"' in text


def test_long_waits_are_told_in_minutes(as_alice: Client, alice: User) -> None:
    job = submit(alice)
    claimed()
    Job.objects.update(started_at=timezone.now() - timedelta(seconds=300))
    assert "5 min so far, about" in _text(as_alice, _page(job))


def test_the_result_offers_everything(as_alice: Client, alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    text = _text(as_alice, _page(job))
    for part in (
        '<track kind="captions"', "video.mp4?download=1", "captions.srt?download=1",
        "captions.vtt?download=1", "Transcript", "The alarm can wait.", "Reelsmith Studio",
    ):  # fmt: skip
        assert part in text


def test_seeing_the_video_reads_its_notice(as_alice: Client, alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    other = failed(alice)
    as_alice.get(_page(job))
    assert Notice.objects.get(job=job).read_at is not None
    assert Notice.objects.get(job=other).read_at is None


def test_downloads_are_named_after_the_campaign(
    as_alice: Client, alice: User, tmp_path: Path
) -> None:
    job = delivered(alice, tmp_path, campaign_name="Café № 1 / Frühling")
    header = as_alice.get(_page(job) + "files/video.mp4?download=1")["Content-Disposition"]
    assert header.startswith("attachment; filename*=utf-8''caf%C3%A9-no-1-fr%C3%BChling.mp4")


def test_a_failure_says_what_and_that_nothing_was_paid(as_alice: Client, alice: User) -> None:
    text = _text(as_alice, _page(failed(alice)))
    assert "The voice broke. Try again." in text
    assert "Your 50 tokens are back" in text
    assert "Traceback" not in text


def test_cancel_returns_the_tokens_once(as_alice: Client, alice: User) -> None:
    job = submit(alice)
    for _ in range(2):
        assert as_alice.post(_page(job) + "cancel/").status_code == 302
    job.refresh_from_db()
    assert job.status == "canceled"
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    assert "Canceled" in _text(as_alice, _page(job))


def test_try_again_pressed_twice_starts_one_job(as_alice: Client, alice: User) -> None:
    job = failed(alice)
    for _ in range(2):
        as_alice.post(_page(job) + "retry/", {"job": job.public_id})
    assert Job.objects.count() == 2
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_try_again_without_tokens_says_so(as_alice: Client, alice: User) -> None:
    job = failed(alice)
    for number in range(4):
        submit(alice, f"spend-{number}")
    page = as_alice.post(_page(job) + "retry/", {"job": job.public_id}, follow=True)
    assert "needs 50 tokens and you have 0" in page.content.decode()
    assert Job.objects.filter(video=job.video).count() == 1


def test_renaming(as_alice: Client, alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    as_alice.post(_page(job) + "rename/", {"campaign_name": "  A   new name "})
    assert Video.objects.get().campaign_name == "A new name"
    as_alice.post(_page(job) + "rename/", {"campaign_name": ""})
    assert Video.objects.get().campaign_name == "A new name"


def test_a_video_that_is_being_made_is_not_deleted(as_alice: Client, alice: User) -> None:
    job = submit(alice)
    page = as_alice.post(_page(job) + "delete/", follow=True).content.decode()
    assert "Cancel it first" in page
    assert Video.objects.get().deleted_at is None


def test_sharing_by_htmx_swaps_the_switch(as_alice: Client, alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    answer = as_alice.post(_page(job) + "share/", {"shared": "on"}, headers=HTMX)
    text = answer.content.decode()
    assert text.lstrip().startswith('<section class="card" id="share">')
    assert f"/s/{Video.objects.get().share_token}/" in text


def test_an_unfinished_video_has_no_public_page(as_alice: Client, alice: User) -> None:
    job = submit(alice)
    as_alice.post(_page(job) + "share/", {"shared": "on"})
    assert Client().get(f"/s/{Video.objects.get().share_token}/").status_code == 404


@pytest.mark.parametrize("name", ["video.mp4", "captions.srt"])
def test_files_do_not_exist_before_delivery(as_alice: Client, alice: User, name: str) -> None:
    assert as_alice.get(_page(submit(alice)) + f"files/{name}").status_code == 404
