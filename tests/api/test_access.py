"""Who the API answers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from creator.models import User
from tests.orders import submit
from videos import api_keys
from videos.models import ApiKey, Job

CALLS = [
    ("get", ""), ("delete", ""), ("get", "/status"), ("post", "/cancel"), ("post", "/retry"),
]  # fmt: skip


@pytest.fixture
def url(alice: User) -> str:
    """The address of a video of alice's."""
    return f"/api/v1/videos/{submit(alice).video.public_id}"


@pytest.mark.parametrize(("verb", "part"), CALLS)
def test_strangers_find_nothing_and_change_nothing(
    url: str, bobs_api: APIClient, verb: str, part: str
) -> None:
    answer = getattr(bobs_api, verb)(url + part)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert Job.objects.get().status == "queued"


@pytest.mark.parametrize(("verb", "part"), [*CALLS, ("get", "s"), ("post", "s")])
def test_nobody_is_asked_to_sign_in(url: str, verb: str, part: str) -> None:
    answer = getattr(APIClient(), verb)(url + part if part != "s" else "/api/v1/videos")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"
    assert Job.objects.get().status == "queued"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "rs_wrong", "Bearer", "\xff\xfe", "rs_" + "a" * 500])
def test_wrong_keys_are_refused(key: str) -> None:
    answer = APIClient().get("/api/v1/videos", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 401
    assert key not in answer.content.decode() or not key.strip()


def test_a_revoked_key_stops_at_once(api: APIClient, alice: User) -> None:
    assert api.get("/api/v1/wallet").status_code == 200
    api_keys.revoke(alice.pk, ApiKey.objects.get().pk)
    assert api.get("/api/v1/wallet").status_code == 401


def test_a_closed_account_stops_its_keys(api: APIClient, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert api.get("/api/v1/wallet").status_code == 401


def test_use_is_noted(api: APIClient) -> None:
    api.get("/api/v1/wallet")
    used = ApiKey.objects.get().last_used_at
    assert used is not None
    assert timezone.now() - used < timedelta(minutes=1)


def test_the_browser_session_works_too(as_alice: Client) -> None:
    assert as_alice.get("/api/v1/wallet").json() == {"available": 200, "held": 0}


def test_the_session_needs_a_csrf_token_to_change_things(alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    body = {"campaign_name": "X", "script": "A script that is long enough to be made."}
    answer = client.post("/api/v1/videos", body, content_type="application/json")
    assert answer.status_code == 403
    assert not Job.objects.exists()
