"""Programs see what was given back."""

from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from rest_framework.test import APIClient

from creator.models import User
from tests.delivered import delivered
from videos import jobs
from videos.models import Job

URL = "/api/v1/videos"


@pytest.fixture
def job(alice: User, tmp_path: Path) -> Job:
    """A delivered video of alice's of which 20 of 50 tokens were given back."""
    job = delivered(alice, tmp_path)
    jobs.refund(job, 20, key="a", reason="The voice stutters.")
    return job


def test_a_video_says_what_was_given_back(api: APIClient, job: Job) -> None:
    jobs.refund(job, 5, key="b", reason="Sorry.")
    body = api.get(f"{URL}/{job.video.public_id}").json()
    assert (body["status"], body["tokens"], body["refunded_tokens"]) == ("succeeded", 50, 25)
    assert api.get("/api/v1/wallet").json() == {"available": 175, "held": 0}


def test_a_list_says_it_of_each(api: APIClient, alice: User, job: Job, tmp_path: Path) -> None:
    delivered(alice, tmp_path, "other")
    found = api.get(URL).json()["results"]
    assert [video["refunded_tokens"] for video in found] == [0, 20]


def test_a_long_list_takes_no_more_queries(
    api: APIClient, alice: User, job: Job, tmp_path: Path, django_assert_max_num_queries: object
) -> None:
    for number in range(3):
        delivered(alice, tmp_path, f"key-{number}")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        api.get(URL)


def test_strangers_and_nobody_see_none_of_it(bobs_api: APIClient, job: Job) -> None:
    url = f"{URL}/{job.video.public_id}"
    assert bobs_api.get(url).status_code == 404
    assert bobs_api.get(URL).json()["results"] == []
    assert APIClient().get(url).status_code == 401


@pytest.mark.django_db
def test_the_schema_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", validate=True, fail_on_warn=True)
    video = yaml.safe_load(capsys.readouterr().out)["components"]["schemas"]["VideoSchema"]
    assert video["properties"]["refunded_tokens"]["type"] == "integer"
    assert "refunded_tokens" in video["required"]
