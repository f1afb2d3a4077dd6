"""Files for anybody who has their address: nobody looks who asks, and nothing else is left out."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.delivery.conftest import Files
from videos.models import Job, Video
from videos.states import JobStatus

pytestmark = pytest.mark.usefixtures("disk")
GUARDS = {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff"}


def _addresses(files: Files) -> list[str]:
    found = [*files.signed, *files.shared]
    return [*found, *(f"{address}.bak" for address in found), "/files/forged/video.mp4"]


def test_answers_are_guarded_as_pages_are(files: Files) -> None:
    policy = Client().get("/")["Content-Security-Policy"]
    for address in _addresses(files):
        headers = Client().get(address).headers
        assert {name: headers[name] for name in GUARDS} == GUARDS
        assert _rules(headers["Content-Security-Policy"]) == _rules(policy)
        assert headers["Request-Id"].startswith("req_")


def _rules(policy: str) -> set[str]:
    return {rule.strip() for rule in policy.split(";")}


def test_no_session_is_looked_at(as_alice: Client, files: Files) -> None:
    for address in _addresses(files):
        answer = as_alice.get(address)
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies


def test_what_is_nothing_looks_as_it_does_elsewhere(files: Files) -> None:
    for address in _addresses(files)[-3:]:
        answer = Client().get(address)
        assert answer.status_code == 404
        assert "There is nothing at this address" in answer.content.decode()


def test_another_host_is_refused(files: Files) -> None:
    for address in _addresses(files):
        assert Client().get(address, headers={"Host": "elsewhere.example"}).status_code == 400


def test_an_error_of_ours_is_said_to_be_one(
    files: Files, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_key: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("videos.storage.handing.in_front", broken)
    answer = Client(raise_request_exception=False).get(files.signed[0])
    assert answer.status_code == 500
    assert _rules(answer["Content-Security-Policy"])


def test_all_but_reading_is_refused(files: Files) -> None:
    for address in (*files.signed, *files.shared):
        assert Client(enforce_csrf_checks=True).post(address).status_code == 405


def test_files_are_those_of_the_newest_job(as_alice: Client, files: Files, disk: Path) -> None:
    shared = files.shared
    again = Job.objects.get(pk=files.job.pk)
    again.pk, again.public_id, again.idempotency_key = None, "job_again", "again"
    again.status = JobStatus.CANCELED
    again.save()
    assert Video.objects.get().jobs.count() == 2
    film = [address for address in files.own if "/videos/" in address]
    assert {as_alice.get(address).status_code for address in (*film, *shared)} == {404}
    assert {Client().get(address).status_code for address in files.signed} == {200}
