"""What a part of a file costs: a player asks hundreds of times, and each time anew.

Who is signed in takes two more, for the session and the creator.
"""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from creator.models import User
from tests.delivered import delivered
from videos import sharing, streams
from videos.models import Artifact, Job
from videos.storage.delivery import link

PART = {"Range": "bytes=1-9"}


@pytest.fixture
def job(alice: User, tmp_path: Path, storage: Path) -> Job:
    """A shared video of alice's, with a file of a stream."""
    job = delivered(alice, tmp_path)
    sharing.set_shared(job.video, shared=True)
    Artifact.objects.filter(job=job, kind="captions_srt").update(kind="stream_360")
    return job


def _status(client: Client, address: str) -> int:
    return client.get(address.removeprefix("http://testserver"), headers=PART).status_code


def test_of_a_link_that_expires(
    job: Job, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    addresses = [link(job.artifacts.get(kind="video")), streams.link(job.pk, "360.mp4")]
    for address in addresses:
        with django_assert_num_queries(1):
            assert _status(Client(), address) == 206


@pytest.mark.django_db
def test_of_a_link_that_is_forged(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        for name in ("video.mp4", "stream/360.mp4", "stream/master.m3u8"):
            assert _status(Client(), f"/files/forged/{name}") == 404


def test_of_a_page_that_is_shared(
    job: Job, as_bob: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("video.mp4", "stream/360.mp4"):
        with django_assert_num_queries(1):
            assert _status(as_bob, f"/s/{job.video.share_token}/{name}") == 206


def test_of_an_own_video(
    job: Job, as_alice: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("files/video.mp4", "stream/360.mp4"):
        with django_assert_num_queries(3):
            assert _status(as_alice, f"/videos/{job.video.public_id}/{name}") == 206
