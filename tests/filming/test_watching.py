"""What a creator and a program see while vendors film."""

from django.test import Client

from tests.filming.conftest import Story
from tests.providers.fakes.server import Act
from videos import jobs, progress
from videos.execution.waiting import waiting


def test_the_page_says_who_films_and_how_far_they_are(filmed: Story, as_alice: Client) -> None:
    url = f"/videos/{filmed.job.video.public_id}/progress/"
    assert "is filming" not in as_alice.get(url).content.decode()
    filmed.step()
    assert "Replicate is filming: 0 of 2 scenes are there." in as_alice.get(url).content.decode()
    filmed.until_settled()
    assert "is filming" not in as_alice.get(url).content.decode()


def test_a_program_sees_it_too(filmed: Story, as_alice: Client) -> None:
    filmed.step()
    url = f"/api/v1/videos/{filmed.job.video.public_id}/status"
    assert as_alice.get(url).json()["filming"] == {"by": "Replicate", "done": 0, "total": 2}


def test_the_time_left_counts_on_the_vendor(filmed: Story) -> None:
    before = progress.snapshot(filmed.job).eta_seconds
    filmed.step()
    filmed.job.refresh_from_db()
    after = progress.snapshot(filmed.job)
    assert after.filming is not None
    assert after.filming.seconds_left == 120
    assert before is not None
    assert after.eta_seconds is not None
    assert after.eta_seconds >= 120


def test_each_clip_changes_what_is_seen(filmed: Story) -> None:
    filmed.step()
    filmed.job.refresh_from_db()
    first = progress.snapshot(filmed.job).etag
    jobs.claim("w9")
    filmed.job.refresh_from_db()
    assert progress.snapshot(filmed.job).etag == first


def test_the_sweep_explains_whom_a_job_waits_for(filmed: Story) -> None:
    filmed.fake.acts = [Act.ACCEPTED_THEN_CUT]
    filmed.step()
    (one,) = waiting()
    assert one.why.startswith("waits for replicate (1 accepted, 1 unknown), asked again at ")
    assert one.since == filmed.rows()[0].created_at
