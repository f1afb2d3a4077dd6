"""Files that come to the server piece by piece, go on after a break, and are judged like others."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import UnreadablePostError
from django.utils import timezone
from pytest_django import Settings

from creator.models import User
from tests.material import brought, picture, tone
from tests.studio import files
from tests.uploads.sessions import begun, fresh, incoming, is_refused
from videos import uploads
from videos.exceptions import InvalidRequest, StepFailed
from videos.execution import judging
from videos.execution.sweeper import sweep_once
from videos.models import Upload, UploadSession
from videos.spec import AssetKind
from videos.uploads import sessions
from videos.uploads.sessions import claiming
from videos.uploads.sessions.judging import MOST_TRIES
from videos.uploads.sessions.pieces import path_of

pytestmark = pytest.mark.usefixtures("storage")
CONTENT = picture()
HALF = len(CONTENT) // 2


class _Cut(io.BytesIO):
    """A body whose line breaks at its end."""

    def read(self, size: int | None = -1, /) -> bytes:
        if block := super().read(size):
            return block
        raise UnreadablePostError("The line broke.")


def _append(session: UploadSession, content: bytes, offset: int = 0) -> int:
    return sessions.append(session, offset, io.BytesIO(content), len(content))


def _arrived(owner: User, content: bytes, **changes: object) -> UploadSession:
    """Return a session all of whose file is there."""
    session = begun(owner, content, **changes)
    _append(session, content)
    return session


def _as_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file be too large to be judged in a request."""
    monkeypatch.setattr("videos.uploads.sessions.completing.AT_ONCE_BYTES", 1)


def test_a_file_goes_on_where_the_line_broke(alice: User) -> None:
    session = begun(alice)
    assert session.way == "server"
    cut = _Cut(CONTENT[:HALF])
    assert sessions.append(session, 0, cut, len(CONTENT)) == HALF
    assert (sessions.offset_of(session), fresh(session).received_bytes) == (HALF, HALF)
    with pytest.raises(sessions.Incomplete, match=f"{HALF} of {len(CONTENT)} bytes"):
        sessions.complete(session)
    assert _append(session, CONTENT[HALF:], HALF) == len(CONTENT)
    row = sessions.complete(session)
    assert row.upload
    assert (row.state, row.upload.width, row.upload.name) == ("done", 640, "harbour.png")
    assert incoming() == []
    assert sessions.complete(fresh(session)).upload == row.upload, "twice is once"


def test_a_piece_that_begins_elsewhere_is_not_taken(alice: User) -> None:
    session = begun(alice)
    _append(session, CONTENT[:HALF])
    for offset in (0, HALF - 1, HALF + 1):
        with pytest.raises(sessions.WrongOffset) as caught:
            _append(session, b"x", offset)
        assert caught.value.offset == HALF
    assert path_of(session).read_bytes() == CONTENT[:HALF]


def test_more_than_announced_is_not_taken(alice: User) -> None:
    session = begun(alice)
    _append(session, CONTENT[:HALF])
    with pytest.raises(sessions.TooMuch):
        _append(session, CONTENT[HALF:] + b"x", HALF)
    assert path_of(session).read_bytes() == CONTENT[:HALF]


def test_two_requests_do_not_write_at_once(alice: User) -> None:
    session = begun(alice)

    class Meanwhile(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            with pytest.raises(sessions.Busy):
                _append(session, b"x")
            return super().read(size)

    assert sessions.append(session, 0, Meanwhile(CONTENT), len(CONTENT)) == len(CONTENT)
    assert sessions.complete(session).state == "done"


def test_a_larger_file_is_left_to_a_worker(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    _as_large(monkeypatch)
    session = _arrived(alice, CONTENT)
    assert sessions.complete(session).state == "judging"
    assert sweep_once().nudged == 1
    assert judging.run_one("w1")
    row = fresh(session)
    assert (row.state, row.upload and row.upload.kind) == ("done", "image")
    assert incoming() == []
    assert not judging.run_one("w1")


def test_a_worker_that_vanishes_loses_nothing(
    alice: User, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    _as_large(monkeypatch)
    session = _arrived(alice, CONTENT)
    sessions.complete(session)
    lost = sessions.claim("w1")
    assert lost
    assert sessions.claim("w2") is None
    UploadSession.objects.update(available_at=timezone.now() - timedelta(seconds=1))
    assert judging.run_one("w2")
    assert fresh(session).state == "done"
    with pytest.raises(sessions.LeaseLost):
        sessions.renew(lost)
    sessions.judge(lost, lambda: False)
    assert Upload.objects.count() == 1


def test_a_file_that_takes_every_worker_away_is_refused(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_large(monkeypatch)
    session = _arrived(alice, CONTENT)
    sessions.complete(session)
    UploadSession.objects.update(tries=MOST_TRIES)
    assert judging.run_one("w1")
    assert is_refused(session, "our fault")


def test_a_worker_that_stops_gives_the_file_back(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_large(monkeypatch)
    session = _arrived(alice, CONTENT)
    sessions.complete(session)
    lease = sessions.claim("w1")
    assert lease
    sessions.judge(lease, lambda: True)
    assert (fresh(session).state, fresh(session).lease_owner) == ("judging", "")
    assert judging.run_one("w2")
    assert fresh(session).state == "done"


def test_a_fault_of_ours_is_tried_again_and_then_said(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise StepFailed("Reading it stopped. Please try again.", retryable=True)

    monkeypatch.setattr("videos.studio.intake.inspect", stop)
    session = _arrived(alice, CONTENT)
    assert sessions.complete(session).state == "judging"
    assert not judging.run_one("w1"), "not at once"
    UploadSession.objects.update(available_at=session.created_at, tries=MOST_TRIES - 1)
    assert judging.run_one("w1")
    assert is_refused(session, "Reading it stopped")


def test_giving_up_while_it_is_judged_keeps_nothing(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_large(monkeypatch)
    session = _arrived(alice, CONTENT)
    sessions.complete(session)
    lease = sessions.claim("w1")
    assert lease
    received = uploads.receive

    def meanwhile(*given: object) -> object:
        sessions.abort(session)
        return received(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("videos.uploads.sessions.judging.receive", meanwhile)
    sessions.judge(lease, lambda: False)
    assert fresh(session).state == "aborted"
    assert not Upload.objects.exists()
    assert incoming() == []


def test_the_same_file_again_is_the_same_upload(alice: User) -> None:
    first, _ = brought(alice, CONTENT)
    row = sessions.complete(_arrived(alice, CONTENT))
    assert row.upload == first
    assert incoming() == []


def _bomb(folder: Path) -> bytes:
    return files.png_header(folder / "bomb", 20_000, 20_000).read_bytes()


HOSTILE = {
    "a bomb": (_bomb, AssetKind.IMAGE, "20,000 × 20,000 pixels"),
    "a page": (lambda _: b"<html><script>alert(1)</script></html>", AssetKind.IMAGE, "not an"),
    "a drawing that reaches outside": (
        lambda _: b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        AssetKind.LOGO, "outside itself",
    ),
    "entities": (
        lambda _: b'<!DOCTYPE svg [<!ENTITY a "aa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        AssetKind.LOGO, "entities",
    ),
    "a list of files": (lambda _: b"ffconcat version 1.0\nfile /etc/passwd\n", AssetKind.CLIP, ""),
    "half a picture": (lambda _: picture(form="JPEG")[:700], AssetKind.IMAGE, ""),
    "a sound": (lambda _: tone(), AssetKind.LOGO, ""),
    "a program": (lambda _: b"MZ" + b"\0" * 5_000, AssetKind.RECORDING, ""),
}  # fmt: skip


@pytest.mark.parametrize(("content", "kind", "said"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_in_a_sentence_and_leave_nothing(
    alice: User, tmp_path: Path, content: object, kind: AssetKind, said: str
) -> None:
    hostile = content(tmp_path)  # type: ignore[operator]
    session = _arrived(alice, hostile, kind=kind, content_type="", name="holiday.jpg")
    assert sessions.complete(session).state == "refused"
    assert is_refused(session, "holiday.jpg", said)


def test_limits_hold_when_a_file_is_announced(
    alice: User, bob: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.UPLOAD_BYTES = dict.fromkeys(settings.UPLOAD_BYTES, 1_000)
    settings.UPLOAD_QUOTA_BYTES = 1_500
    with pytest.raises(uploads.TooLarge):
        begun(alice, size=1_001)
    begun(alice, size=1_000)
    with pytest.raises(uploads.StorageFull, match="500 bytes of your"):
        begun(alice, size=501)
    begun(bob, size=1_000)
    monkeypatch.setattr("videos.uploads.sessions.opening._MOST_LIVE", 1)
    with pytest.raises(sessions.TooMany):
        begun(alice, size=1)
    assert UploadSession.objects.count() == 2


def test_limits_hold_again_for_what_has_come(alice: User, settings: Settings) -> None:
    session = _arrived(alice, CONTENT, kind=AssetKind.CLIP, content_type="video/mp4")
    settings.UPLOAD_BYTES = settings.UPLOAD_BYTES | {"image": 100}
    sessions.complete(session)
    assert is_refused(session, "too large")


@pytest.mark.parametrize("declared", ["text/html", "video", "image/../x", "audio/mpeg", "image/"])
def test_a_type_that_its_kind_cannot_have_is_refused(alice: User, declared: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        begun(alice, content_type=declared)
    assert list(caught.value.errors) == ["content_type"]
    assert not UploadSession.objects.exists()


def test_what_has_not_come_in_time_is_given_up(alice: User) -> None:
    late, done = begun(alice), sessions.complete(_arrived(alice, CONTENT))
    _append(late, CONTENT[:HALF])
    assert sweep_once().arrivals == 0
    UploadSession.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(sessions.SessionOver):
        sessions.still_open(fresh(late))
    with pytest.raises(sessions.SessionOver):
        sessions.complete(fresh(late))
    assert sweep_once().arrivals == 1
    assert (fresh(late).state, fresh(done).state) == ("aborted", "done")
    assert incoming() == []
    UploadSession.objects.update(expires_at=timezone.now() - timedelta(days=8))
    sweep_once()
    assert not UploadSession.objects.exists()
    assert Upload.objects.count() == 1


def test_one_of_two_workers_gets_a_file(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    _as_large(monkeypatch)
    for colour in ("red", "blue"):
        sessions.complete(_arrived(alice, picture(colour)))
    first, second = sessions.claim("w1"), sessions.claim("w2")
    assert first
    assert second
    assert first.session != second.session
    assert claiming.claim("w3") is None
