"""LongCat on a server of one's own, of both sorts, and in other dialects."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from config.env import BadSetting
from tests.providers.contract import BRIEF, Contract
from tests.providers.fakes.longcat import FakeLongCat, FakeLongCatAtOnce
from tests.providers.fakes.server import Act, Order, Request, serving
from videos.providers.base import Progress, State, Vendor
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.http import Client, Reply
from videos.providers.longcat import schema
from videos.providers.longcat.adapter import LongCat
from videos.providers.longcat.dialect import Dialect
from videos.spec import Aspect

# Nothing in its contract tells content rules from other mistakes, or what may pass from what not.
KINDS = {
    Act.REFUSED_BY_RULES: ErrorKind.PERMANENT,
    Act.FORBIDDEN_LATER: ErrorKind.PERMANENT,
    Act.FAILS_FOR_NOW: ErrorKind.PERMANENT,
}


class TestLongCat(Contract):
    provider = LongCat
    fake_kind = FakeLongCat
    kinds = KINDS

    def test_an_order_is_in_the_words_of_the_contract(
        self, fake: FakeLongCat, adapter: Vendor
    ) -> None:
        adapter.submit(replace(self.brief, aspect=Aspect.TALL))
        assert fake.orders[0].body == {
            "script": self.brief.prompt,
            "campaignName": self.brief.reference,
            "style": "cinematic, tall 9:16 picture",
            "duration": 5,
            "userId": "reelsmith",
        }

    def test_a_server_without_a_key_gets_none(
        self, fake: FakeLongCat, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("LONGCAT_API_KEY")
        assert self.refused(LongCat()).kind is ErrorKind.CONFIGURATION
        assert "Authorization" not in fake.requests[0].headers

    def test_other_places_of_the_operators_are_trusted(
        self, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = adapter.origins()
        monkeypatch.setenv("LONGCAT_RESULT_ORIGINS", "http://minio.local:9000/clips")
        assert LongCat().origins() - before == {"http://minio.local:9000"}


class TestLongCatAtOnce(Contract):
    provider = LongCat
    fake_kind = FakeLongCatAtOnce
    kinds = KINDS
    # The answer to the order is the last one: nothing can fail, be said or be asked for after it.
    absent = frozenset(
        {Act.STRANGE, Act.FORBIDDEN_LATER, Act.FAILS, Act.FAILS_FOR_NOW, Act.EXPIRES}
    )

    def test_one_that_the_vendor_forgot_is_given_up(self, adapter: Vendor) -> None:
        """There is nothing to forget: the ticket holds the clip, whatever the id."""
        ticket = adapter.submit(self.brief).ticket
        assert adapter.poll(replace(ticket, remote_id="x")).state is State.SUCCEEDED

    def test_an_id_is_enough_to_go_on_with(self, adapter: Vendor) -> None:
        """It is not: a server that answers at once knows no id, and calls nobody with one."""
        known = adapter.submit(self.brief).ticket
        with pytest.raises(ProviderError) as caught:
            adapter.poll(adapter.ticket(known.remote_id))
        assert caught.value.kind is ErrorKind.PERMANENT

    def test_it_is_there_at_once_and_not_asked_for(
        self, fake: FakeLongCatAtOnce, adapter: Vendor
    ) -> None:
        receipt = adapter.submit(self.brief)
        asked = len(fake.requests)
        assert receipt.progress is not None
        assert receipt.progress.state is State.SUCCEEDED
        assert adapter.poll(receipt.ticket) == receipt.progress
        assert len(fake.requests) == asked


# --- Answers to an order ---------------------------------------------------------------------


class FakeVague(FakeLongCat):
    """Accepts, and says neither id nor address."""

    def created(self, order: Order) -> dict[str, object]:
        return {"message": "Thank you."}


class FakeSilent(FakeLongCat):
    """Accepts, and says nothing before it is released."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    def created(self, order: Order) -> dict[str, object]:
        self.released.wait(timeout=20)
        return super().created(order)


def test_an_order_without_id_or_clip_is_ambiguous(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(FakeVague) as fake:
        assert _refused(fake, monkeypatch).kind is ErrorKind.AMBIGUOUS


def test_an_order_is_waited_for_as_long_as_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONGCAT_CREATE_SECONDS", "1")
    with serving(FakeSilent) as fake:
        try:
            assert _refused(fake, monkeypatch).kind is ErrorKind.AMBIGUOUS
        finally:
            fake.released.set()


def _refused(fake: FakeLongCat, monkeypatch: pytest.MonkeyPatch) -> ProviderError:
    """Order at `fake`, and return the error that comes of it."""
    for name, value in fake.environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ProviderError) as caught:
        LongCat().submit(BRIEF)
    assert len(fake.orders) == 1
    return caught.value


@pytest.mark.parametrize(
    ("text", "state", "url"),
    [
        ('{"videoUrl": "/a.mp4"}', State.SUCCEEDED, "http://gpu.local/a.mp4"),
        ('{"videoUrl": "a.mp4", "videoId": 7}', State.SUCCEEDED, "http://gpu.local/v1/a.mp4"),
        ('{"videoUrl": "https://x.example/a", "status": "completed", "videoId": "7"}',
         State.SUCCEEDED, "https://x.example/a"),
        ('{"videoUrl": "/a.mp4", "status": "pending", "videoId": "7"}', None, ""),
        ('{"videoUrl": "/a.mp4", "status": "made"}', State.SUCCEEDED, "http://gpu.local/a.mp4"),
        ('{"status": "failed"}', State.FAILED, ""),
        ('{"status": "completed", "videoId": "7"}', State.FAILED, ""),
        ('{"videoUrl": "", "videoId": "7"}', None, ""),
        ("[]", None, ""),
    ],
)  # fmt: skip
def test_what_the_answer_to_an_order_says(text: str, state: State | None, url: str) -> None:
    found = at_once(text)
    assert (found and found.state) == state
    assert (found.media.url if found and found.media else "") == url


def at_once(text: str) -> Progress | None:
    """Return what an answer to an order says of the clip."""
    dialect = Dialect(endpoint="http://gpu.local/v1/video")
    client = Client(label="LongCat", base=dialect.endpoint)
    return schema.at_once(Reply(status=200, headers={}, text=text), dialect, client)


# --- Other dialects --------------------------------------------------------------------------


class FakeDialect(FakeLongCat):
    """The same by other names: a key in a header of its own, POST for questions, fields within."""

    place = "/video/jobs"

    def lets_in(self, request: Request) -> bool:
        return request.headers.get("X-Api-Key") == self.key

    def asked_for(self, request: Request) -> str:
        asks = (request.method, request.path) == ("POST", "/video/jobs/status")
        return str(request.body.get("job", "")) if asks else ""

    def fits(self, body: dict[str, object]) -> bool:
        return set(body) == {"prompt", "campaignName", "style", "duration", "ratio"}

    def created(self, order: Order) -> dict[str, object]:
        return {"data": {"job": order.id}}


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeDialect]:
    settings = {
        "LONGCAT_AUTH_HEADER": "X-Api-Key",
        "LONGCAT_AUTH_FORM": "{key}",
        "LONGCAT_CREATE_PATH": "/jobs",
        "LONGCAT_STATUS_PATH": "jobs/status",
        "LONGCAT_STATUS_METHOD": "post",
        "LONGCAT_FIELDS": "script=prompt, aspect=ratio, user=, id=data.job",
        "LONGCAT_STYLE": "noir",
        "LONGCAT_UNITS_PER_SECOND": "1000",
    }
    with serving(FakeDialect) as fake:
        for name, value in {**fake.environment, **settings}.items():
            monkeypatch.setenv(name, value)
        yield fake


def test_a_server_may_speak_otherwise(other: FakeDialect) -> None:
    adapter = LongCat()
    ticket = adapter.submit(BRIEF).ticket
    assert other.orders[0].body["duration"] == 5_000
    assert (other.orders[0].body["ratio"], other.orders[0].body["style"]) == ("16:9", "noir")
    states = [adapter.poll(ticket).state for _ in range(3)]
    assert states == [State.WAITING, State.WAITING, State.SUCCEEDED]


def test_an_id_may_stand_in_the_address() -> None:
    dialect = Dialect(endpoint="http://gpu.local/v1/", status_path="videos/{id}/status")
    assert dialect.status_url("a/b") == "http://gpu.local/v1/videos/a%2Fb/status"
    assert dialect.question("a/b") == {}


@pytest.mark.parametrize("pairs", ["prompt=script", "script", "script=a,b"])
def test_a_name_that_is_not_ours_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, pairs: str
) -> None:
    monkeypatch.setenv("LONGCAT_FIELDS", pairs)
    with pytest.raises(BadSetting, match="LONGCAT_FIELDS"):
        LongCat()
