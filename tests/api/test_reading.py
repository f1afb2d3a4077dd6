"""Lists, single videos, status, wallet."""

from pathlib import Path

from rest_framework.test import APIClient

from creator.models import User
from tests.delivered import FILM, delivered, failed
from tests.orders import claimed, reach, submit
from videos import jobs, sharing
from videos.states import Stage

URL = "/api/v1/videos"


def test_the_list_has_pages_by_cursor(api: APIClient, alice: User) -> None:
    made = [submit(alice, f"k{n}").video.public_id for n in range(3)]
    first = api.get(URL, {"limit": 2}).json()
    submit(alice, "arrives between the pages")
    second = api.get(first["next"]).json()
    listed = [video["id"] for video in first["results"] + second["results"]]
    assert listed == made[::-1]
    assert second["next"] is None


def test_the_list_is_ones_own(api: APIClient, bob: User) -> None:
    submit(bob)
    assert api.get(URL).json()["results"] == []


def test_the_list_filters_by_status(api: APIClient, alice: User) -> None:
    jobs.cancel(submit(alice, "a"))
    submit(alice, "b")
    found = api.get(URL, {"status": "canceled"}).json()["results"]
    assert [video["status"] for video in found] == ["canceled"]
    assert api.get(URL, {"status": "lost"}).status_code == 422


def test_a_finished_video_has_links_that_work(api: APIClient, alice: User, tmp_path: Path) -> None:
    job = delivered(alice, tmp_path)
    sharing.set_shared(job.video, shared=True)
    body = api.get(f"{URL}/{job.video.public_id}").json()
    assert (body["status"], body["progress"], body["size_bytes"]) == ("succeeded", 100, len(FILM))
    assert body["share_url"].endswith(f"/s/{job.video.share_token}/")
    film = APIClient().get(body["urls"]["video"].removeprefix("http://testserver"))
    assert b"".join(film.streaming_content) == FILM  # type: ignore[attr-defined]


def test_status_follows_the_job(api: APIClient, alice: User) -> None:
    job = submit(alice)
    url = f"{URL}/{job.video.public_id}/status"
    queued = api.get(url)
    assert (queued.json()["status"], queued.json()["queue_position"]) == ("queued", 1)
    assert queued["Retry-After"] == "2"
    lease = claimed()
    reach(lease, Stage.VISUALS, percent=20)
    jobs.report(lease, done=3, total=7, percent=44)
    body = api.get(url).json()
    assert (body["status"], body["stage"], body["progress"]) == ("running", "visuals", 44)
    assert body["stages"][2] == {"stage": "visuals", "state": "active", "done": 3, "total": 7}
    assert body["eta_seconds"] > 0


def test_status_is_304_until_something_changes(api: APIClient, alice: User) -> None:
    job = submit(alice)
    url = f"{URL}/{job.video.public_id}/status"
    etag = api.get(url)["ETag"]
    same = api.get(url, headers={"If-None-Match": etag})
    assert (same.status_code, same["ETag"], same.content) == (304, etag, b"")
    jobs.report(claimed(), done=1, total=4, percent=3)
    changed = api.get(url, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_a_failure_is_a_sentence(api: APIClient, alice: User) -> None:
    job = failed(alice)
    answer = api.get(f"{URL}/{job.video.public_id}/status")
    assert answer.json()["error"] == {"code": "voice", "message": "The voice broke. Try again."}
    assert "Traceback" not in answer.content.decode()
    assert "Retry-After" not in answer.headers


def test_cancel_and_retry_are_safe_to_repeat(api: APIClient, alice: User) -> None:
    job = submit(alice)
    url = f"{URL}/{job.video.public_id}"
    for _ in range(2):
        assert api.post(f"{url}/cancel").json()["status"] == "canceled"
    for _ in range(2):
        answer = api.post(f"{url}/retry", headers={"Idempotency-Key": "again"})
        assert (answer.status_code, answer.json()["status"]) == (202, "queued")
    assert job.video.jobs.count() == 2
    assert api.get("/api/v1/wallet").json() == {"available": 150, "held": 50}


def test_delete(api: APIClient, alice: User, tmp_path: Path) -> None:
    running = submit(alice)
    assert api.delete(f"{URL}/{running.video.public_id}").status_code == 409
    jobs.cancel(running)
    assert api.delete(f"{URL}/{running.video.public_id}").status_code == 204
    assert api.get(f"{URL}/{running.video.public_id}").status_code == 404
