"""POST /videos: what it makes, and what it refuses without a trace."""

from typing import Any

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from billing.queries import Wallet, wallet
from creator.models import User
from tests.delivered import untouched
from tests.product import free_port
from videos.models import Job, Video

URL = "/api/v1/videos"
SCRIPT = "The alarm can wait. The coffee can't. Try your first bag for $5."
ORDER: dict[str, Any] = {"campaign_name": "Dawnroast", "script": SCRIPT}


def _post(api: APIClient, order: object, **headers: str) -> Any:
    return api.post(URL, order, format="json", headers=headers)


def test_an_order_is_accepted(api: APIClient, alice: User) -> None:
    answer = _post(api, ORDER | {"aspect": "9:16", "duration": 30, "style": "neon"})
    body = answer.json()
    assert answer.status_code == 202
    assert answer["Location"] == f"/api/v1/videos/{body['id']}"
    assert (body["status"], body["progress"], body["tokens"]) == ("queued", 0, 50)
    assert (body["aspect"], body["style"], body["provider"]) == ("9:16", "neon", "local")
    assert body["urls"] == dict.fromkeys(("video", "thumbnail", "captions_srt", "captions_vtt"))
    assert Job.objects.get().order.duration_seconds == 30
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_the_same_key_and_body_make_one_video(api: APIClient, alice: User) -> None:
    first, second = (_post(api, ORDER, **{"Idempotency-Key": "k1"}) for _ in range(2))
    assert first.json()["id"] == second.json()["id"]
    assert Job.objects.count() == 1
    assert wallet(alice.pk).held == 50


def test_the_same_key_with_another_body_is_refused(api: APIClient, alice: User) -> None:
    _post(api, ORDER, **{"Idempotency-Key": "k1"})
    answer = _post(api, ORDER | {"style": "neon"}, **{"Idempotency-Key": "k1"})
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_conflict")
    assert Job.objects.count() == 1
    assert wallet(alice.pk).held == 50


def test_keys_of_two_creators_do_not_meet(api: APIClient, bobs_api: APIClient) -> None:
    for client in (api, bobs_api):
        assert _post(client, ORDER, **{"Idempotency-Key": "k1"}).status_code == 202
    assert Job.objects.count() == 2


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"campaign_name": ""}, "/campaign_name"),
    "no script": ({"script": ""}, "/script"),
    "short": ({"script": "Short."}, "/script"),
    "long": ({"script": "word " * 2100}, "/script"),
    "emoji": ({"script": "🚀" * 30}, "/script"),
    "punctuation": ({"script": "!?…" * 12}, "/script"),
    "null": ({"script": SCRIPT + "\0"}, "/script"),
    "number for text": ({"script": 42}, "/script"),
    "list for text": ({"script": [SCRIPT]}, "/script"),
    "both": ({"topic": "Coffee at home"}, "/topic"),
    "style": ({"style": "vaporwave"}, "/style"),
    "style list": ({"style": ["neon"]}, "/style"),
    "aspect": ({"aspect": "21:9"}, "/aspect"),
    "duration": ({"duration": 31}, "/duration"),
    "true for seconds": ({"duration": True}, "/duration"),
    "voice": ({"voice": "hal9000"}, "/voice"),
    "captions": ({"captions": "maybe"}, "/captions"),
    "caption style": ({"caption_style": "comic"}, "/caption_style"),
    "colour": ({"brand_colour": "red"}, "/brand_colour"),
    "number for colour": ({"brand_colour": 7}, "/brand_colour"),
    "progress bar": ({"progress_bar": 1}, "/progress_bar"),
    "music": ({"music": "loud"}, "/music"),
    "unknown field": ({"colour": "red"}, "/colour"),
}


@pytest.mark.parametrize(("changes", "pointer"), BAD.values(), ids=BAD)
def test_bad_orders_name_the_field_and_leave_nothing(
    api: APIClient, alice: User, changes: dict[str, Any], pointer: str
) -> None:
    answer = _post(api, ORDER | changes)
    body = answer.json()
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert [error["pointer"] for error in body["errors"]] == [pointer]
    assert body["errors"][0]["detail"].endswith(".")
    assert body["request_id"] == answer["Request-Id"]
    assert untouched(alice)


@pytest.mark.parametrize("body", ["[]", '"text"', "{", "", "\x00"])
def test_what_is_no_object_is_refused(api: APIClient, alice: User, body: str) -> None:
    answer = api.post(URL, body, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"
    assert untouched(alice)


@pytest.mark.parametrize("key", ["x" * 65, "schlüssel", "tab\tkey"])
def test_bad_idempotency_keys_are_refused(api: APIClient, alice: User, key: str) -> None:
    answer = _post(api, ORDER, **{"Idempotency-Key": key})
    assert answer.status_code == 422
    assert untouched(alice)


def test_too_few_tokens(api: APIClient, alice: User) -> None:
    for number in range(4):
        _post(api, ORDER, **{"Idempotency-Key": str(number)})
    answer = _post(api, ORDER)
    body = answer.json()
    assert answer.status_code == 402
    assert (body["code"], body["required"], body["available"]) == ("insufficient_tokens", 50, 0)
    assert Video.objects.count() == 4
    assert wallet(alice.pk) == Wallet(available=0, held=200)


def test_forms_are_not_json(api: APIClient, alice: User) -> None:
    answer = api.post(URL, "a=b", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 415
    assert untouched(alice)


def test_an_estimate_charges_nothing(api: APIClient, alice: User) -> None:
    answer = api.post("/api/v1/estimates", ORDER, format="json")
    body = answer.json()
    assert (body["tokens"], body["balance_after"]) == (50, 150)
    assert 3 < body["video_seconds"] < 12
    assert untouched(alice)


def test_an_order_is_taken_while_the_broker_is_away(
    api: APIClient, alice: User, settings: Settings
) -> None:
    nobody = f"redis://127.0.0.1:{free_port()}"
    settings.REDIS_URL = nobody
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": nobody}
    }
    assert _post(api, ORDER).status_code == 202
    assert wallet(alice.pk).held == 50
