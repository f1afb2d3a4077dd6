"""Sending files bit by bit by program: what is answered, and who may not."""

from datetime import timedelta
from typing import Any

import pytest
import requests
from django.utils import timezone
from pytest_django import Settings
from rest_framework.test import APIClient

from creator.models import User
from tests.material import picture
from tests.s3 import S3Server, away
from tests.uploads.sessions import begun, fresh, incoming
from videos.models import Upload, UploadSession

pytestmark = pytest.mark.usefixtures("storage")
URL = "/api/v1/uploads/sessions"
PIECE = "application/offset+octet-stream"
CONTENT = picture()
HALF = len(CONTENT) // 2
SAID: dict[str, Any] = {
    "name": "harbour.png", "size": len(CONTENT), "kind": "image", "content_type": "image/png",
}  # fmt: skip


@pytest.fixture
def bucket(settings: Settings, s3_server: S3Server) -> None:
    """A bucket to which files go straight."""
    settings.STORAGES = settings.STORAGES | {"default": s3_server.entry()}


def _begin(api: APIClient, **changes: Any) -> dict[str, Any]:
    answer = api.post(URL, SAID | changes, format="json")
    assert answer.status_code == 201, answer.content
    body: dict[str, Any] = answer.json()
    return body


def _send(
    api: APIClient, session: str, content: bytes, offset: object = 0, kind: str = PIECE
) -> Any:
    headers = {"Upload-Offset": str(offset)}
    body: Any = content  # the framework's types know text alone
    return api.generic("PATCH", f"{URL}/{session}/content", body, kind, headers=headers)


def test_a_file_comes_by_the_server_and_goes_on_after_a_break(api: APIClient) -> None:
    body = _begin(api)
    url = f"{URL}/{body['id']}"
    assert (body["state"], body["way"], body["received_bytes"]) == ("open", "server", 0)
    assert body["content"] == f"http://testserver{url}/content"
    assert (body["post"], body["parts"], body["upload"], body["error"]) == (None,) * 4
    first = _send(api, body["id"], CONTENT[:HALF])
    assert (first.status_code, first["Upload-Offset"]) == (204, str(HALF))
    asked = api.head(f"{url}/content")
    assert asked.status_code == 200
    assert asked["Upload-Offset"] == str(HALF)
    assert asked["Upload-Length"] == str(len(CONTENT))
    assert (asked["Cache-Control"], asked["Tus-Resumable"]) == ("no-store", "1.0.0")
    assert api.get(url).json()["received_bytes"] == HALF
    assert _send(api, body["id"], CONTENT[HALF:], HALF).status_code == 204
    done = api.post(f"{url}/complete")
    assert (done.status_code, done.json()["state"]) == (200, "done")
    assert done.json()["upload"] == Upload.objects.get().public_id
    assert api.get(url).json() == done.json()


def test_wrong_pieces_are_refused_and_change_nothing(api: APIClient) -> None:
    session = _begin(api)["id"]
    _send(api, session, CONTENT[:HALF])
    wrong = _send(api, session, CONTENT[HALF:], HALF + 1)
    assert (wrong.status_code, wrong["Upload-Offset"]) == (409, str(HALF))
    assert wrong.json()["code"] == "wrong_offset"
    beyond = _send(api, session, CONTENT[HALF:] + b"x", HALF)
    assert (beyond.status_code, beyond.json()["code"]) == (413, "more_than_announced")
    assert _send(api, session, b"x", "-1").status_code == 422
    assert _send(api, session, b"x", HALF, "application/json").status_code == 415
    early = api.post(f"{URL}/{session}/complete")
    assert (early.status_code, early.json()["code"]) == (409, "upload_incomplete")
    other = api.post(f"{URL}/{session}/parts", {"numbers": [1]}, format="json")
    assert (other.status_code, other.json()["code"]) == (409, "wrong_way")
    assert api.get(f"{URL}/{session}").json()["received_bytes"] == HALF
    assert not Upload.objects.exists()


def test_a_refusal_is_a_sentence_in_the_session(api: APIClient) -> None:
    session = _begin(api, size=8)["id"]
    _send(api, session, b"nonsense")
    body = api.post(f"{URL}/{session}/complete").json()
    assert body["state"] == "refused"
    assert body["error"]["code"] == "unusable_file"
    assert body["error"]["message"].startswith("harbour.png is not")
    assert (body["upload"], incoming()) == (None, [])


def test_a_larger_file_is_judged_by_a_worker(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("videos.uploads.sessions.completing.AT_ONCE_BYTES", 1)
    session = _begin(api)["id"]
    _send(api, session, CONTENT)
    answer = api.post(f"{URL}/{session}/complete")
    assert (answer.status_code, answer.json()["state"]) == (202, "judging")
    assert answer.json()["received_bytes"] == len(CONTENT)


def test_a_file_is_given_up(api: APIClient) -> None:
    session = _begin(api)["id"]
    _send(api, session, CONTENT[:HALF])
    for _ in range(2):
        assert api.delete(f"{URL}/{session}").status_code == 204
    assert incoming() == []
    over = _send(api, session, CONTENT[HALF:], HALF)
    assert (over.status_code, over.json()["code"]) == (410, "upload_over")
    assert api.head(f"{URL}/{session}/content").status_code == 410
    assert api.post(f"{URL}/{session}/complete").status_code == 410
    assert api.get(f"{URL}/{session}").json()["state"] == "aborted"


def test_a_session_that_is_too_old_takes_nothing(api: APIClient) -> None:
    session = _begin(api)["id"]
    UploadSession.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert _send(api, session, CONTENT).status_code == 410
    assert api.post(f"{URL}/{session}/complete").status_code == 410
    assert api.get(f"{URL}/{session}").json()["content"] is None
    assert incoming() == []


WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "no name": ({"name": ""}, ["/name"]),
    "a number for a name": ({"name": 7}, ["/name"]),
    "no size": ({"size": 0}, ["/size"]),
    "a negative size": ({"size": -1}, ["/size"]),
    "half a byte": ({"size": 1.5}, ["/size"]),
    "true for a size": ({"size": True}, ["/size"]),
    "an unknown kind": ({"kind": "virus"}, ["/kind"]),
    "a list of kinds": ({"kind": ["image"]}, ["/kind"]),
    "a wrong type": ({"content_type": "text/html"}, ["/content_type"]),
    "a number for a type": ({"content_type": 7}, ["/content_type"]),
    "perhaps": ({"direct": "perhaps"}, ["/direct"]),
    "nothing right": ({"name": None, "size": None, "kind": None}, ["/name", "/size", "/kind"]),
}


@pytest.mark.parametrize(("changes", "pointers"), WRONG.values(), ids=WRONG)
def test_what_makes_no_sense_names_its_fields(
    api: APIClient, changes: dict[str, Any], pointers: list[str]
) -> None:
    answer = api.post(URL, SAID | changes, format="json")
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers
    assert not UploadSession.objects.exists()


def test_limits_hold_before_anything_comes(api: APIClient, settings: Settings) -> None:
    settings.UPLOAD_QUOTA_BYTES = len(CONTENT) - 1
    full = api.post(URL, SAID, format="json")
    assert (full.status_code, full.json()["code"]) == (413, "storage_full")
    settings.UPLOAD_BYTES = dict.fromkeys(settings.UPLOAD_BYTES, 10)
    large = api.post(URL, SAID, format="json")
    assert (large.status_code, large.json()["code"]) == (413, "file_too_large")
    assert not UploadSession.objects.exists()


def test_files_are_announced_at_a_measured_pace(
    api: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("videos.api.upload_sessions.UploadThrottle.rate", "2/min", raising=False)
    for _ in range(2):
        _begin(api)
    refused = api.post(URL, SAID, format="json")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert UploadSession.objects.count() == 2


CALLS = {
    "look": ("get", "", None),
    "give up": ("delete", "", None),
    "offset": ("head", "/content", None),
    "parts": ("post", "/parts", {"numbers": [1]}),
    "complete": ("post", "/complete", None),
}


@pytest.mark.parametrize(("verb", "path", "body"), CALLS.values(), ids=CALLS)
def test_strangers_find_nothing(
    alice: User, bobs_api: APIClient, verb: str, path: str, body: object
) -> None:
    session = begun(alice)
    url = f"{URL}/{session.public_id}{path}"
    for client, status in ((bobs_api, 404), (APIClient(), 401)):
        assert getattr(client, verb)(url, body, format="json").status_code == status
        assert _send(client, session.public_id, CONTENT).status_code == status
    assert (fresh(session).state, incoming()) == ("open", [])


def test_nobody_announces_nothing(db: None) -> None:
    assert APIClient().post(URL, SAID, format="json").status_code == 401
    assert not UploadSession.objects.exists()


def test_a_browser_needs_its_token(alice: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(URL, SAID, format="json").status_code == 403
    session = begun(alice)
    assert _send(client, session.public_id, CONTENT).status_code == 403
    assert incoming() == []


@pytest.mark.usefixtures("bucket")
def test_a_small_file_goes_by_a_form_to_the_bucket(api: APIClient) -> None:
    body = _begin(api)
    assert (body["way"], body["content"], body["parts"]) == ("post", None, None)
    sent = requests.post(
        body["post"]["url"], body["post"]["fields"], files={"file": CONTENT}, timeout=10
    )
    assert sent.status_code == 204
    assert _send(api, body["id"], CONTENT).json()["code"] == "wrong_way"
    done = api.post(f"{URL}/{body['id']}/complete").json()
    assert (done["state"], done["post"], incoming()) == ("done", None, [])


@pytest.mark.usefixtures("bucket")
def test_a_large_file_goes_in_parts_to_the_bucket(api: APIClient) -> None:
    body = _begin(api, size=20_000_000)
    url = f"{URL}/{body['id']}"
    assert (body["way"], body["parts"]) == (
        "parts", {"size": 8_388_608, "count": 3, "received": []},
    )  # fmt: skip
    answer = api.post(f"{url}/parts", {"numbers": [3, 1]}, format="json").json()
    assert [(link["number"], link["size"]) for link in answer["links"]] == [
        (1, 8_388_608), (3, 20_000_000 - 2 * 8_388_608),
    ]  # fmt: skip
    last = answer["links"][1]
    assert requests.put(last["url"], b"x" * last["size"], timeout=20).status_code == 200
    assert api.get(url).json()["parts"]["received"] == [3]
    for numbers in ([], [0], [4], ["1"], "1", None, list(range(1, 102))):
        wrong = api.post(f"{url}/parts", {"numbers": numbers}, format="json")
        assert [error["pointer"] for error in wrong.json()["errors"]] == ["/numbers"]
    assert api.delete(url).status_code == 204
    assert requests.put(last["url"], b"x" * last["size"], timeout=20).status_code == 404


@pytest.mark.usefixtures("bucket")
def test_through_the_server_where_it_is_asked_for(api: APIClient) -> None:
    body = _begin(api, direct=False)
    assert body["way"] == "server"
    _send(api, body["id"], CONTENT)
    done = api.post(f"{URL}/{body['id']}/complete").json()
    assert (done["state"], incoming()) == ("done", [])


def test_a_bucket_that_is_away_is_no_fault_of_the_file(api: APIClient, settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {"default": away()}
    answer = api.post(URL, SAID | {"size": 20_000_000}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (503, "storage_away")
    assert not UploadSession.objects.exists()
