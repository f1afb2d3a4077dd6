"""Viewers sent on to a bucket: who, for how long, and who never."""

from datetime import timedelta

import pytest
import requests
import time_machine
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests import s3
from tests.delivered import CONTENT
from tests.delivery.conftest import Files
from tests.material import picture
from tests.s3 import S3Server
from videos import library, sharing, uploads
from videos.models import Upload, Video
from videos.states import ArtifactKind

pytestmark = pytest.mark.usefixtures("bucket")
SENT_ON = [ArtifactKind.VIDEO, ArtifactKind.THUMBNAIL]
TEXTS = [ArtifactKind.CAPTIONS_VTT, ArtifactKind.CAPTIONS_SRT]


def followed(answer: HttpResponseBase, **headers: str) -> requests.Response:
    """Return what the bucket says to who was sent on."""
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "private, no-store"
    return requests.get(answer["Location"], headers=headers, timeout=10)


def seconds(answer: HttpResponseBase) -> int:
    """Return for how long a link of the bucket holds."""
    return int(answer["Location"].partition("X-Amz-Expires=")[2].partition("&")[0])


def body(answer: HttpResponseBase) -> bytes:
    """Return what came through the product."""
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(answer)


@pytest.mark.parametrize("kind", SENT_ON)
def test_the_owner_is_sent_on(
    as_alice: Client, s3_server: S3Server, files: Files, kind: ArtifactKind
) -> None:
    answer = as_alice.get(files.of(kind))
    assert answer["Location"].startswith(f"{s3_server.endpoint}/films/jobs/")
    assert seconds(answer) == 900
    assert answer.content == b""
    found = followed(answer)
    assert found.content == CONTENT[kind]
    assert found.headers["Content-Type"] in {"video/mp4", "image/jpeg"}
    assert followed(answer, Range="bytes=1-2").content == CONTENT[kind][1:3]


@pytest.mark.parametrize("kind", TEXTS)
def test_texts_come_from_the_site(as_alice: Client, files: Files, kind: ArtifactKind) -> None:
    answer = as_alice.get(files.of(kind))
    assert answer.status_code == 200
    assert body(answer) == CONTENT[kind]


def test_a_download_keeps_its_name(as_alice: Client, files: Files) -> None:
    found = followed(as_alice.get(f"{files.of(ArtifactKind.VIDEO)}?download=1"))
    assert found.headers["Content-Disposition"] == 'attachment; filename="dawnroast.mp4"'


def test_what_was_brought(as_alice: Client, files: Files) -> None:
    found = followed(as_alice.get(files.picture))
    assert found.content == picture()
    assert found.headers["Content-Type"] == "image/png"
    Upload.objects.update(content_type="image/svg+xml")
    found = followed(as_alice.get(files.picture))
    assert found.headers["Content-Type"] == "application/octet-stream"
    assert found.headers["Content-Disposition"].startswith("attachment; filename=")


def test_others_are_sent_nowhere(as_bob: Client, files: Files) -> None:
    for address in files.own:
        for client in (as_bob, Client()):
            for ask in (client.get, client.head):
                answer = ask(address)
                assert answer.status_code == 404
                assert "Location" not in answer


def test_questions_about_a_file_are_answered_here(as_alice: Client, files: Files) -> None:
    address = files.of(ArtifactKind.VIDEO)
    head = as_alice.head(address)
    assert (head.status_code, head["Content-Length"]) == (200, "10240")
    known = as_alice.head(address, headers={"If-None-Match": head["ETag"]})
    assert known.status_code == 304


def test_a_link_of_the_api_leads_there_for_what_is_left_of_it(files: Files) -> None:
    film = next(address for address in files.signed if address.endswith("video.mp4"))
    assert followed(Client().get(film)).content == CONTENT[ArtifactKind.VIDEO]
    assert seconds(Client().get(film)) in {899, 900}
    with time_machine.travel(timezone.now() + timedelta(minutes=14, seconds=50)):
        assert seconds(Client().get(film)) <= 10
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert Client().get(film).status_code == 404


def test_a_deleted_video_sends_nobody_on(as_alice: Client, files: Files) -> None:
    shared, video = files.shared, Video.objects.get()
    library.delete(video)
    for address in (*files.signed, *shared, files.of(ArtifactKind.VIDEO)):
        assert as_alice.get(address).status_code == 404


def test_a_deleted_file_sends_nobody_on(as_alice: Client, files: Files) -> None:
    address = files.picture
    uploads.delete(files.upload)
    assert as_alice.get(address).status_code == 404


def test_a_public_page_never_shows_a_link_of_the_bucket(files: Files) -> None:
    for address, content in zip(files.shared, CONTENT.values(), strict=True):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert body(answer) == content
        assert "X-Amz" not in str(answer.headers)


def test_unsharing_works_at_once(files: Files) -> None:
    shared = files.shared
    sharing.set_shared(Video.objects.get(), shared=False)
    for address in shared:
        assert Client().get(address).status_code == 404


def test_through_the_product_on_demand(as_alice: Client, settings: Settings, files: Files) -> None:
    settings.MEDIA_DELIVERY = "app"
    for kind, content in CONTENT.items():
        assert body(as_alice.get(files.of(kind))) == content
    assert body(as_alice.get(files.picture)) == picture()


def test_a_bucket_that_is_away(as_alice: Client, settings: Settings, files: Files) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3.away()}
    for ask in (as_alice.get, as_alice.head):
        answer = ask(files.of(ArtifactKind.CAPTIONS_VTT))
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert answer["Cache-Control"] == "no-store"
        assert "ETag" not in answer
