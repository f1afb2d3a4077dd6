"""Who can make a video, as programs see it."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from billing.queries import Wallet, wallet
from creator.models import User
from tests.api.conftest import with_key
from tests.api.test_creating import ORDER
from tests.delivered import untouched
from tests.orders import submit
from tests.routing.submissions import failures
from tests.routing.vendors import vendors
from videos.models import Job

__all__ = ["vendors"]

URL = "/api/v1/providers"
VIDEOS = "/api/v1/videos"


def _listed(api: APIClient) -> dict[str, dict[str, Any]]:
    return {found["id"]: found for found in api.get(URL).json()}


@pytest.mark.usefixtures("vendors")
def test_everybody_is_listed_with_what_they_make(api: APIClient) -> None:
    found = _listed(api)
    assert list(found) == ["local", "grand", "cheap", "star"]
    assert found["grand"] == {
        "id": "grand", "label": "Grand", "kind": "scene_clips",
        "description": "Generates a clip for every scene; we narrate, caption and cut.",
        "configured": True, "available": True, "reason": "", "aspects": ["16:9", "9:16"],
        "max_seconds": 300, "languages": [], "tokens_per_minute": 188, "missing": [],
    }  # fmt: skip
    assert found["star"]["languages"] == ["de", "en"]
    assert found["local"]["tokens_per_minute"] == 0


@pytest.mark.usefixtures("vendors")
def test_only_admins_are_told_what_is_missing(api: APIClient, admin: User) -> None:
    mine, theirs = _listed(api)["star"], _listed(with_key(admin))["star"]
    assert (mine["configured"], mine["available"]) == (False, False)
    assert (mine["reason"], mine["missing"]) == ("not set up here.", [])
    assert theirs["missing"] == ["STAR_KEY"]
    assert "STAR_KEY" not in str(_listed(api))


@pytest.mark.usefixtures("vendors")
def test_a_vendor_that_fails_is_not_available(api: APIClient, alice: User) -> None:
    failures(submit(alice), 5)
    found = _listed(api)["grand"]
    assert (found["configured"], found["available"]) == (True, False)
    assert found["reason"] == "left alone for a few minutes, as 5 of the last 5 failed."


@pytest.mark.django_db
def test_nobody_is_asked_to_sign_in() -> None:
    assert APIClient().get(URL).status_code == 401


@pytest.mark.usefixtures("vendors")
def test_a_chosen_vendor_makes_the_video_and_says_why(api: APIClient, alice: User) -> None:
    answer = api.post(VIDEOS, ORDER | {"provider": "cheap"}, format="json")
    body = answer.json()
    assert answer.status_code == 202
    assert body["provider"] == "cheap"
    assert body["route"] == {
        "provider": "cheap",
        "fallbacks": ["local"],
        "reasons": [
            "Cheap: chosen by you.",
            "Reelsmith Studio: draws what Cheap fails to make.",
            "Grand: able, but you chose Cheap.",
        ],
    }
    assert wallet(alice.pk) == Wallet(available=200 - body["tokens"], held=body["tokens"])


@pytest.mark.usefixtures("vendors")
def test_the_estimate_is_the_price_with_the_same_route(api: APIClient) -> None:
    order = ORDER | {"provider": "cheap"}
    told = api.post("/api/v1/estimates", order, format="json").json()
    made = api.post(VIDEOS, order, format="json").json()
    assert told["tokens"] == made["tokens"] > 50
    assert told["route"] == made["route"]
    assert told["balance_after"] == 200 - made["tokens"]


@pytest.mark.usefixtures("vendors")
@pytest.mark.parametrize(
    ("provider", "sentence"),
    [
        ("star", "Star is not available: not set up here."),
        ("nobody", "Choose one of: auto, grand, cheap, star, local."),
        (["cheap"], "Choose one of: auto"),
        (7, "Choose one of: auto"),
    ],
)
@pytest.mark.parametrize("url", [VIDEOS, "/api/v1/estimates"])
def test_who_cannot_is_refused_by_name_of_the_field(
    api: APIClient, alice: User, url: str, provider: object, sentence: str
) -> None:
    answer = api.post(url, ORDER | {"provider": provider}, format="json")
    body = answer.json()
    assert answer.status_code == 422
    assert body["code"] == ("no_provider" if provider == "star" else "invalid")
    assert body["errors"][0]["pointer"] == "/provider"
    assert sentence in body["detail"]
    assert "STAR_KEY" not in str(body)
    assert untouched(alice)


def test_a_job_from_before_routes_had_an_order_is_still_shown(api: APIClient, alice: User) -> None:
    job = submit(alice)
    candidate = {
        "provider": "local",
        "label": "Reelsmith Studio",
        "taken": True,
        "reason": "ready.",
    }
    Job.objects.filter(pk=job.pk).update(route={"provider": "local", "candidates": [candidate]})
    body = api.get(f"{VIDEOS}/{job.video.public_id}").json()
    assert body["route"] == {
        "provider": "local", "fallbacks": [], "reasons": ["Reelsmith Studio: ready."],
    }  # fmt: skip


@pytest.mark.usefixtures("vendors")
def test_a_stranger_learns_nothing_of_a_route(bobs_api: APIClient, alice: User) -> None:
    job = submit(alice, provider="cheap")
    answer = bobs_api.get(f"{VIDEOS}/{job.video.public_id}")
    assert answer.status_code == 404
    assert "Cheap" not in answer.content.decode()
