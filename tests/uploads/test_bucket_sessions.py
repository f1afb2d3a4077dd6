"""Files that go straight to a bucket, which itself refuses what it was not promised."""

from typing import Any

import pytest
import requests
from django.core.files.storage import default_storage
from pytest_django import Settings

from creator.models import User
from tests import s3
from tests.material import picture
from tests.s3 import BUCKET, S3Server
from tests.uploads.sessions import begun, fresh, incoming, is_refused
from videos import uploads
from videos.execution import judging
from videos.models import Upload, UploadSession
from videos.spec import AssetKind
from videos.storage.abilities import PostForm
from videos.uploads import sessions
from videos.uploads.sessions import PART_BYTES

pytestmark = pytest.mark.usefixtures("storage")
LARGE = picture(form="BMP", size=(1_600, 1_600)) + b"\0" * (PART_BYTES * 3 // 2)


@pytest.fixture(autouse=True)
def _bucket(settings: Settings, s3_server: S3Server) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3_server.entry()}


def _post(form: PostForm, content: bytes, **changes: str) -> int:
    fields = {**form.fields, **{name.replace("_", "-"): value for name, value in changes.items()}}
    return requests.post(form.url, fields, files={"file": content}, timeout=10).status_code


def _put(session: UploadSession, *numbers: int, content: bytes = LARGE) -> list[int]:
    return [
        requests.put(
            link.url, content[(link.number - 1) * PART_BYTES :][: link.size], timeout=20
        ).status_code
        for link in sessions.links(session, numbers)
    ]


def _large(owner: User, **changes: Any) -> UploadSession:
    return begun(owner, LARGE, **{"content_type": "image/bmp"} | changes)


def _is_begun(s3_server: S3Server, session: UploadSession) -> bool:
    """Say whether the bucket has an upload in parts for a session."""
    begun = s3_server.client().list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
    return session.key in [one["Key"] for one in begun]


def test_a_small_file_goes_by_a_form(alice: User) -> None:
    session = begun(alice)
    assert session.way == "post"
    assert _post(sessions.form(session), picture()) == 204
    row = sessions.complete(session)
    assert (row.state, row.upload and row.upload.width) == ("done", 640)
    assert row.upload
    with default_storage.open(row.upload.key) as kept:
        assert kept.read() == picture()
    assert incoming() == []


WRONG: dict[str, tuple[bytes, dict[str, str]]] = {
    "too large": (picture() + b"\0", {}),
    "nothing": (b"", {}),
    "another key": (picture(), {"key": "uploads/1/image/stolen.png"}),
    "a key below": (picture(), {"key": "incoming/x/y"}),
    "another type": (picture(), {"Content_Type": "text/html"}),
}


@pytest.mark.parametrize(("content", "changes"), WRONG.values(), ids=WRONG)
def test_the_bucket_refuses_what_the_form_does_not_say(
    alice: User, content: bytes, changes: dict[str, str]
) -> None:
    session = begun(alice)
    assert _post(sessions.form(session), content, **changes) in {400, 403}
    with pytest.raises(sessions.Incomplete, match="0 of"):
        sessions.complete(session)
    assert (fresh(session).state, incoming()) == ("open", [])
    assert not Upload.objects.exists()


def test_a_large_file_goes_in_parts_and_goes_on_after_a_break(alice: User) -> None:
    session = _large(alice)
    assert session.way == "parts"
    assert sessions.count_of(session.size_bytes) == 3
    assert _put(session, 1, 3) == [200, 200]
    again = sessions.owned(alice.pk, session.public_id)
    there = sessions.parts_there(again)
    assert there == {1: PART_BYTES, 3: len(LARGE) - 2 * PART_BYTES}
    with pytest.raises(sessions.Incomplete, match=f"{sum(there.values())} of {len(LARGE)} bytes"):
        sessions.complete(again)
    assert _put(again, 2) == [200]
    assert sessions.complete(again).state == "judging"
    assert judging.run_one("w1")
    row = fresh(session)
    assert row.upload, row.refusal
    assert (row.state, row.upload.size_bytes, row.upload.width) == ("done", len(LARGE), 1_600)
    assert incoming() == []
    assert not judging.run_one("w1")


def test_a_part_has_exactly_its_size(alice: User) -> None:
    session = _large(alice)
    (link,) = sessions.links(session, [1])
    for content in (b"x" * (PART_BYTES + 1), b"x" * (PART_BYTES - 1)):
        assert requests.put(link.url, content, timeout=20).status_code == 403
    assert sessions.parts_there(session) == {}


def test_a_link_is_for_one_part_alone(alice: User) -> None:
    session = _large(alice)
    (link,) = sessions.links(session, [1])
    content = LARGE[:PART_BYTES]
    for url in (link.url.replace("partNumber=1", "partNumber=2"), link.url.split("?")[0]):
        assert requests.put(url, content, timeout=20).status_code == 403
    assert sessions.parts_there(session) == {}


def test_a_session_that_is_given_up_leaves_nothing(alice: User, s3_server: S3Server) -> None:
    parts, form = _large(alice), begun(alice)
    _put(parts, 1)
    assert _post(sessions.form(form), picture()) == 204
    assert _is_begun(s3_server, parts)
    assert len(incoming()) == 1
    for session in (parts, form, parts):
        sessions.abort(session)
        assert fresh(session).state == "aborted"
    assert not _is_begun(s3_server, parts)
    assert incoming() == []
    assert not Upload.objects.exists()
    with pytest.raises(sessions.SessionOver):
        sessions.complete(fresh(parts))


def test_what_is_no_picture_is_refused_and_deleted(alice: User) -> None:
    session = begun(alice, size=6)
    assert _post(sessions.form(session), b"<html>") == 204
    sessions.complete(session)
    assert is_refused(session, "harbour.png")


def test_a_file_that_is_not_there_any_more_is_said(alice: User) -> None:
    session = _large(alice)
    _put(session, 1, 2, 3)
    sessions.complete(session)
    UploadSession.objects.update(multipart_id="")
    assert judging.run_one("w1")
    assert is_refused(session, "got lost")


def test_a_bucket_that_takes_no_forms_gets_parts(
    alice: User, settings: Settings, s3_server: S3Server
) -> None:
    entry = s3_server.entry()
    options = entry["OPTIONS"] | {"posts": False}
    settings.STORAGES = settings.STORAGES | {"default": entry | {"OPTIONS": options}}
    session = begun(alice)
    assert session.way == "parts"
    assert _put(session, 1, content=picture()) == [200]
    assert sessions.complete(session).state == "done"
    assert incoming() == []


def test_storage_that_is_away_costs_no_file(
    alice: User, settings: Settings, s3_server: S3Server
) -> None:
    session = _large(alice)
    _put(session, 1, 2, 3)
    sessions.complete(session)
    settings.STORAGES = settings.STORAGES | {"default": s3.away()}
    assert judging.run_one("w1")
    assert (fresh(session).state, fresh(session).tries) == ("judging", 1)
    assert not judging.run_one("w1"), "it waits a while"
    settings.STORAGES = settings.STORAGES | {"default": s3_server.entry()}
    UploadSession.objects.update(available_at=session.created_at)
    assert judging.run_one("w1")
    assert fresh(session).state == "done"


def test_the_server_takes_it_when_the_bucket_may_not(alice: User, settings: Settings) -> None:
    assert begun(alice, straight=False).way == "server"
    settings.DIRECT_UPLOADS = False
    assert begun(alice).way == "server"
    assert sessions.origin() == ""


def test_pages_may_reach_where_files_go(s3_server: S3Server) -> None:
    assert sessions.origin() == s3_server.endpoint


def test_limits_hold_before_anything_is_signed(alice: User, settings: Settings) -> None:
    settings.UPLOAD_QUOTA_BYTES = 1_000_000
    with pytest.raises(uploads.StorageFull):
        _large(alice, kind=AssetKind.CLIP, content_type="")
    assert not UploadSession.objects.exists()
