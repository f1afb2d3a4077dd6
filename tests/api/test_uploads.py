"""Bringing files by program, and ordering videos with them."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from creator.models import User
from tests.delivered import untouched
from tests.material import files, kept, nothing_kept, picture, sent, tone
from tests.orders import submit
from videos.exceptions import StepFailed
from videos.models import Job, Upload
from videos.spec import AssetKind, Mood

pytestmark = pytest.mark.usefixtures("storage")
URL = "/api/v1/uploads"
ORDER: dict[str, Any] = {
    "campaign_name": "Dawnroast",
    "script": "The alarm can wait. The coffee can't. Try your first bag for $5.",
}


def _bring(api: APIClient, content: bytes, kind: str = "image", name: str = "harbour.png") -> Any:
    return api.post(URL, {"file": sent(content, name), "kind": kind}, format="multipart")


def test_a_file_is_taken_and_described(api: APIClient) -> None:
    answer = _bring(api, picture())
    body = answer.json()
    assert answer.status_code == 201
    assert body["id"] == Upload.objects.get().public_id
    assert (body["kind"], body["name"], body["width"], body["height"]) == (
        "image", "harbour.png", 640, 540,
    )  # fmt: skip
    assert (body["size_bytes"], body["used_by"]) == (len(picture()), 0)
    assert api.get(f"{URL}/{body['id']}").json() == body


def test_the_same_file_again_is_the_same_upload(api: APIClient) -> None:
    first, second = _bring(api, picture()), _bring(api, picture())
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert len(files()) == 1


BAD = {
    "no kind": (picture, "", 422, "invalid"),
    "unknown kind": (picture, "virus", 422, "invalid"),
    "no picture": (lambda: b"MZ" * 99, "image", 422, "unusable_file"),
    "sound for a picture": (tone, "logo", 422, "unusable_file"),
    "picture for sound": (picture, "music", 422, "unusable_file"),
    "too large": (lambda: b"x" * 2_000_001, "clip", 413, "file_too_large"),
}


@pytest.mark.parametrize(("content", "kind", "status", "code"), BAD.values(), ids=BAD)
def test_what_is_refused_is_said_and_leaves_nothing(
    api: APIClient, settings: Settings, content: Callable[[], bytes], kind: str, status: int,
    code: str,
) -> None:  # fmt: skip
    settings.UPLOAD_BYTES = dict.fromkeys(settings.UPLOAD_BYTES, 2_000_000)
    answer = _bring(api, content(), kind)
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert body["detail"].endswith(".")
    assert nothing_kept()


def test_a_fault_of_ours_is_no_fault_of_the_file(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise StepFailed("Reading it stopped. Please try again.", retryable=True)

    monkeypatch.setattr("videos.studio.intake.inspect", stop)
    assert _bring(api, picture()).status_code == 503
    assert nothing_kept()


def test_no_file_is_said(api: APIClient) -> None:
    answer = api.post(URL, {"kind": "image", "file": "text"}, format="multipart")
    assert answer.json()["errors"][0]["pointer"] == "/file"
    assert api.post(URL, {"kind": "image"}, format="json").status_code == 415
    assert nothing_kept()


def test_a_full_shelf_is_413(api: APIClient, settings: Settings) -> None:
    settings.UPLOAD_QUOTA_BYTES = 100
    answer = _bring(api, b"x" * 50 + picture())
    assert answer.status_code == 413
    assert nothing_kept()


def test_files_come_at_a_measured_pace(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("videos.api.uploads.UploadThrottle.rate", "2/min", raising=False)
    for _ in range(2):
        assert _bring(api, b"nonsense").status_code == 422
    refused = _bring(api, b"nonsense")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert api.get(URL).status_code == 200


def test_nobody_brings_nothing(db: None) -> None:
    assert _bring(APIClient(), picture()).status_code == 401
    assert APIClient().get(URL).status_code == 401
    assert nothing_kept()


def test_the_list_is_ones_own_in_pages_and_by_kind(api: APIClient, alice: User, bob: User) -> None:
    kept(bob)
    mine = [kept(alice), kept(alice, AssetKind.LOGO), kept(alice)]
    page = api.get(URL, {"limit": 2}).json()
    rest = api.get(page["next"]).json()
    listed = [one["id"] for one in page["results"] + rest["results"]]
    assert listed == [one.public_id for one in mine[::-1]]
    logos = api.get(URL, {"kind": "logo"}).json()["results"]
    assert [one["id"] for one in logos] == [mine[1].public_id]
    assert api.get(URL, {"kind": "virus"}).status_code == 422


@pytest.mark.parametrize("verb", ["get", "delete"])
def test_strangers_find_nothing(alice: User, bobs_api: APIClient, verb: str) -> None:
    upload = kept(alice)
    answer = getattr(bobs_api, verb)(f"{URL}/{upload.public_id}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert getattr(APIClient(), verb)(f"{URL}/{upload.public_id}").status_code == 401
    assert Upload.objects.count() == len(files()) == 1


def test_deleting(api: APIClient, alice: User) -> None:
    free, used = kept(alice), kept(alice)
    submit(alice, footage=(used.asset,))
    assert api.delete(f"{URL}/{free.public_id}").status_code == 204
    assert api.get(f"{URL}/{free.public_id}").status_code == 404
    refused = api.delete(f"{URL}/{used.public_id}")
    assert (refused.status_code, refused.json()["code"]) == (409, "upload_in_use")
    assert api.get(f"{URL}/{used.public_id}").json()["used_by"] == 1


def test_an_order_names_its_files_and_its_mood(api: APIClient, alice: User) -> None:
    first, second = kept(alice), kept(alice, AssetKind.CLIP, "waves.mp4")
    logo, music = kept(alice, AssetKind.LOGO), kept(alice, AssetKind.MUSIC, "song.mp3")
    voice = kept(alice, AssetKind.RECORDING, "me.wav", seconds=9)
    body = {
        "footage": [second.public_id, first.public_id], "logo": logo.public_id,
        "own_music": music.public_id, "recording": voice.public_id, "mood": "calm",
    }  # fmt: skip
    answer = api.post("/api/v1/videos", ORDER | body, format="json")
    order = Job.objects.get().order
    assert answer.status_code == 202
    assert order.footage == (second.asset, first.asset)
    assert (order.logo, order.own_music, order.recording) == (logo.asset, music.asset, voice.asset)
    assert order.mood is Mood.CALM


def test_a_recording_leaves_no_voice_and_no_pace_to_choose(api: APIClient, alice: User) -> None:
    voice = kept(alice, AssetKind.RECORDING, seconds=100)
    body = ORDER | {"recording": voice.public_id, "voice": "heart", "duration": 30}
    assert api.post("/api/v1/estimates", body, format="json").json()["tokens"] == 100
    api.post("/api/v1/videos", body, format="json")
    order = Job.objects.get().order
    assert (order.voice, order.duration_seconds) == ("auto", 0)


WRONG: dict[str, tuple[str, Callable[[Upload], Any]]] = {
    "unknown in the list": ("footage", lambda _: ["upl_00000000000000000000"]),
    "no list": ("footage", lambda own: own.public_id),
    "a list of numbers": ("footage", lambda _: [7]),
    "too many": ("footage", lambda own: [own.public_id] * 41),
    "a logo as footage": ("footage", lambda own: [own.public_id]),
    "unknown logo": ("logo", lambda _: "upl_00000000000000000000"),
    "a list for a logo": ("logo", lambda own: [own.public_id]),
    "a logo as music": ("own_music", lambda own: own.public_id),
    "a logo as recording": ("recording", lambda own: own.public_id),
    "nonsense": ("recording", lambda _: "'; DROP TABLE videos_upload; --"),
    "mood": ("mood", lambda _: "furious"),
}


@pytest.mark.parametrize(("field", "value"), WRONG.values(), ids=WRONG)
def test_wrong_files_name_the_field_and_leave_nothing(
    api: APIClient, alice: User, field: str, value: Callable[[Upload], Any]
) -> None:
    logo = kept(alice, AssetKind.LOGO)
    answer = api.post("/api/v1/videos", ORDER | {field: value(logo)}, format="json")
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{field}"]
    assert untouched(alice)


def test_a_recording_of_a_topic_is_refused(api: APIClient, alice: User) -> None:
    voice = kept(alice, AssetKind.RECORDING)
    body = {"campaign_name": "Sea", "topic": "Why the sea is salty", "recording": voice.public_id}
    answer = api.post("/api/v1/videos", body, format="json")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/recording"]
    assert untouched(alice)


def test_anothers_files_cannot_be_used(bobs_api: APIClient, alice: User, bob: User) -> None:
    upload = kept(alice)
    body = ORDER | {"footage": [upload.public_id]}
    answer = bobs_api.post("/api/v1/videos", body, format="json")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/footage"]
    assert "harbour" not in answer.content.decode()
    assert untouched(bob)
