"""Beyond the limit nothing is ordered or brought, and nothing held or charged."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from billing.queries import Wallet, wallet
from creator.models import User
from tests.api.conftest import api
from tests.delivered import delivered, failed
from tests.material import brought, kept, picture, sent
from tests.orders import ORDER, submit
from videos import jobs, library, uploads, usage
from videos.models import Job, Upload, Video

__all__ = ["api"]

REMEDY = "Delete videos or material that you no longer need"


@pytest.fixture
def full(job: Job, settings: Settings) -> Job:
    """A video that takes all the room of its creator."""
    settings.PLAN_STORAGE_GB = {"default": usage.of(job.owner_id).total / 1e9}
    return job


def is_as_before(owner: User) -> bool:
    """Say whether there is the one video that was paid for, and nothing is held."""
    rows = (Video.objects.count(), Job.objects.count())
    return rows == (1, 1) and wallet(owner.pk) == Wallet(available=150, held=0)


def test_an_order_is_refused(alice: User, full: Job) -> None:
    with pytest.raises(usage.NoRoom, match=REMEDY) as caught:
        submit(alice, "more")
    assert list(caught.value.errors) == ["storage"]
    assert is_as_before(alice)


def test_what_is_ordered_already_is_not(alice: User, job: Job, settings: Settings) -> None:
    going = submit(alice, "going")
    settings.PLAN_STORAGE_GB = {"default": 1e-9}
    assert submit(alice, "going") == going
    assert jobs.retry(going, idempotency_key="again") == going
    assert jobs.claim("w1") is not None


def test_a_new_try_is_refused(alice: User, settings: Settings, job: Job) -> None:
    broken = failed(alice)
    settings.PLAN_STORAGE_GB = {"default": 1e-9}
    with pytest.raises(usage.NoRoom):
        jobs.retry(broken, idempotency_key="again")
    assert Job.objects.count() == 2
    assert wallet(alice.pk).held == 0


def test_room_is_there_again_when_a_video_is_deleted(alice: User, full: Job) -> None:
    library.delete(full.video)
    assert submit(alice, "more").is_live


def test_the_form_says_so_and_keeps_the_draft(as_alice: Client, alice: User, full: Job) -> None:
    form = {"campaign_name": "More", "script": ORDER.script, "source": "script"}
    answer = as_alice.post("/studio/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#storage">' in page
    assert 'id="storage"' in page
    assert REMEDY in page
    assert ORDER.script.replace("'", "&#x27;") in page
    assert is_as_before(alice)


def test_the_api_says_so(api: APIClient, alice: User, full: Job) -> None:
    body = {"campaign_name": "More", "script": ORDER.script}
    answer = api.post("/api/v1/videos", body, format="json")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "storage_full")
    assert problem["type"] == "urn:reelsmith:problem:storage_full"
    assert problem["errors"][0]["pointer"] == "/storage"
    assert REMEDY in problem["errors"][0]["detail"]
    assert is_as_before(alice)


def test_a_file_is_refused(alice: User, full: Job) -> None:
    with pytest.raises(uploads.StorageFull, match=REMEDY):
        brought(alice, picture())
    assert not Upload.objects.exists()


def test_a_file_that_fits_exactly_is_kept(alice: User, job: Job, settings: Settings) -> None:
    content = picture()
    room = usage.of(alice.pk).total + len(content)
    settings.PLAN_STORAGE_GB = {"default": (room - 1) / 1e9}
    with pytest.raises(uploads.StorageFull):
        brought(alice, content)
    settings.PLAN_STORAGE_GB = {"default": room / 1e9}
    assert brought(alice, content)[1]


@pytest.mark.parametrize("door", ["page", "api"])
def test_both_doors_refuse_a_file(door: str, as_alice: Client, api: APIClient, full: Job) -> None:
    client, url = (as_alice, "/material/new/footage/")
    if door == "api":
        client, url = (api, "/api/v1/uploads")
    answer = client.post(url, {"kind": "image", "file": sent(picture())})
    assert answer.status_code == 413
    assert REMEDY in answer.content.decode()
    assert not Upload.objects.exists()


def test_others_room_is_their_own(full: Job, bob: User) -> None:
    assert submit(bob, "his").is_live


def test_what_was_promised_is_delivered_beyond_the_limit(
    alice: User, settings: Settings, tmp_path: Path, storage: Path
) -> None:
    settings.PLAN_STORAGE_GB = {"default": 100 / 1e9}
    delivered(alice, tmp_path)
    assert usage.of(alice.pk).is_full
    kept(alice)
    assert usage.of(alice.pk).left == 0
