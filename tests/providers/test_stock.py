"""Stock footage: the libraries by themselves, both together, and what is chosen."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.providers.contract import BRIEF, Contract
from tests.providers.fakes.footage import FakeLibrary
from tests.providers.fakes.pexels import FakePexels
from tests.providers.fakes.pixabay import FakePixabay
from tests.providers.fakes.server import Act, Fake, serving
from videos.providers import registry
from videos.providers.base import Brief, Media, Ticket, Vendor
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.stock.adapter import Stock
from videos.providers.stock.pexels import PAUSE_SECONDS
from videos.spec import Aspect


class _Footage(Contract):
    provider = Stock
    absent = frozenset(
        {
            # The search is the whole of it: nothing runs that could fail or say something new.
            Act.STRANGE, Act.FORBIDDEN_LATER, Act.FAILS, Act.FAILS_FOR_NOW,
            Act.EXPIRES,  # links stay good; none is signed for a time
            Act.UNPAID,  # nothing costs anything
            Act.REFUSED_BY_RULES,  # any words may be searched
        }
    )  # fmt: skip
    # A search that was lost bought nothing, so that asking again is right.
    kinds = {
        Act.ACCEPTED_THEN_504: ErrorKind.RETRYABLE,
        Act.ACCEPTED_THEN_CUT: ErrorKind.RETRYABLE,
    }

    def elsewhere(self, ticket: Ticket) -> dict[str, str]:
        """Return the only handle that cannot be followed: one that lost its address."""
        return {}

    def test_an_id_is_enough_to_go_on_with(self, adapter: Vendor) -> None:
        """It is not: films are found by searching, and nobody calls with an id."""
        known = adapter.submit(self.brief).ticket
        with pytest.raises(ProviderError) as caught:
            adapter.poll(adapter.ticket(known.remote_id))
        assert caught.value.kind is ErrorKind.PERMANENT

    def test_the_words_of_the_scene_are_searched_rather_than_the_prompt(
        self, fake: FakeLibrary, adapter: Vendor
    ) -> None:
        adapter.submit(replace(self.brief, search_words=("harbour", "boats")))
        assert fake.asked == ["harbour boats"]

    def test_it_is_asked_once_and_never_polled(self, fake: Fake, adapter: Vendor) -> None:
        receipt = adapter.submit(self.brief)
        asked = len(fake.requests)
        assert adapter.poll(receipt.ticket) == receipt.progress
        assert len(fake.requests) == asked == 1

    def test_what_the_video_shows_already_is_not_found_again(
        self, fake: Fake, adapter: Vendor
    ) -> None:
        first = _media(adapter)
        brief = replace(self.brief, avoid=frozenset({first.source}))
        assert _media(adapter, brief).source != first.source

    def test_fewer_words_are_tried_until_something_is_found(
        self, fake: FakeLibrary, adapter: Vendor
    ) -> None:
        fake.known = {"cup coffee"}
        assert _media(adapter).url
        assert fake.asked == ["cup coffee wooden table", "cup coffee"]

    def test_nothing_found_is_said_with_the_words(self, fake: FakeLibrary, adapter: Vendor) -> None:
        fake.known = set()
        error = self.refused(adapter)
        assert error.kind is ErrorKind.PERMANENT
        assert "“cup coffee wooden table”" in str(error)
        assert fake.asked == ["cup coffee wooden table", "cup coffee", "cup"]

    def test_words_are_needed(self, fake: Fake, adapter: Vendor) -> None:
        with pytest.raises(ProviderError) as caught:
            adapter.check(replace(self.brief, prompt="94 % — 🚀"))
        assert caught.value.kind is ErrorKind.PERMANENT
        assert fake.requests == []

    def test_a_page_that_is_none_is_asked_for_again_later(
        self, fake: FakeLibrary, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fake, "page", lambda _films: {"message": "maintenance"})
        assert self.refused(adapter).kind is ErrorKind.RETRYABLE

    def test_an_entry_in_another_shape_is_passed_over(
        self, fake: FakeLibrary, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = fake.page
        monkeypatch.setattr(fake, "page", lambda films: page([{"id": "?"}, *films]))
        assert _media(adapter).source.endswith(":1")


class TestPexels(_Footage):
    fake_kind = FakePexels

    def test_too_many_says_when_to_come_back(self, fake: Fake, adapter: Vendor) -> None:
        fake.acts = [Act.TOO_MANY]
        assert self.refused(adapter).retry_after == PAUSE_SECONDS

    def test_the_search_is_in_the_shape_and_the_language(self, fake: Fake, adapter: Vendor) -> None:
        adapter.submit(replace(self.brief, aspect=Aspect.TALL, language="de"))
        adapter.submit(replace(self.brief, aspect=Aspect.SQUARE, language="he"))
        tall, square = (request.query for request in fake.requests)
        assert (tall["orientation"], tall["locale"]) == ("portrait", "de-DE")
        assert {"orientation", "locale"} & set(square) == set()

    def test_the_author_is_credited_with_a_link(self, adapter: Vendor) -> None:
        media = _media(adapter)
        assert media.source == "pexels:1"
        assert media.credit == "Video by Ana Ruiz on Pexels (https://www.pexels.com/video/1/)"

    def test_the_probe_says_what_is_left(self, adapter: Vendor) -> None:
        assert adapter.probe() == "Pexels answers, 19999 requests left"


class TestPixabay(_Footage):
    fake_kind = FakePixabay

    def test_the_key_in_the_address_is_not_logged(
        self, adapter: Vendor, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        adapter.submit(self.brief)
        logging.getLogger("videos").debug("This much is logged.")
        assert "This much is logged." in caplog.text
        assert FakePixabay.key not in caplog.text

    def test_the_search_is_for_films_in_the_language(self, fake: Fake, adapter: Vendor) -> None:
        adapter.submit(replace(self.brief, language="de"))
        adapter.submit(replace(self.brief, language="he"))
        german, hebrew = (request.query for request in fake.requests)
        assert (german["video_type"], german["lang"]) == ("film", "de")
        assert "lang" not in hebrew

    def test_long_words_are_cut_to_what_it_takes(self, fake: FakeLibrary, adapter: Vendor) -> None:
        adapter.submit(replace(self.brief, prompt=f"{'a' * 90} {'b' * 90}"))
        assert len(fake.asked[0]) == 100

    def test_the_author_is_credited_with_a_link(self, adapter: Vendor) -> None:
        media = _media(adapter)
        assert media.source == "pixabay:1"
        assert media.credit == "Video by Jo on Pixabay (https://pixabay.com/videos/id-1/)"


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FakePexels, FakePixabay]]:
    """Both libraries, each with its key."""
    with serving(FakePexels) as pexels, serving(FakePixabay) as pixabay:
        for fake in (pexels, pixabay):
            for name, value in fake.environment.items():
                if value:
                    monkeypatch.setenv(name, value)
        yield pexels, pixabay


def test_the_second_library_is_asked_when_the_first_has_nothing(
    both: tuple[FakePexels, FakePixabay],
) -> None:
    pexels, pixabay = both
    pexels.known = set()
    assert _media(Stock()).source == "pixabay:1"
    assert pexels.asked == pixabay.asked == ["cup coffee wooden table"]


@pytest.mark.parametrize("act", [Act.TOO_MANY, Act.BROKEN, Act.UNAUTHORISED])
def test_trouble_of_one_library_is_made_up_for_by_the_other(
    both: tuple[FakePexels, FakePixabay], act: Act
) -> None:
    pexels, pixabay = both
    pexels.acts = [act]
    pixabay.known = {"cup"}
    assert _media(Stock()).source == "pixabay:1"
    assert len(pexels.requests) == 1, "who is in trouble is left alone"


def test_trouble_is_said_when_the_other_has_nothing(both: tuple[FakePexels, FakePixabay]) -> None:
    pexels, pixabay = both
    pexels.acts, pixabay.known = [Act.BROKEN], set()
    with pytest.raises(ProviderError) as caught:
        Stock().submit(BRIEF)
    assert caught.value.kind is ErrorKind.RETRYABLE


def test_the_probe_tries_every_key(both: tuple[FakePexels, FakePixabay]) -> None:
    assert Stock().probe() == "Pexels answers, 19999 requests left; Pixabay answers"


@pytest.mark.parametrize(
    ("pexels", "pixabay", "missing"),
    [
        ("", "", ["PEXELS_API_KEY", "PIXABAY_API_KEY"]),
        ("key", "", []),
        ("", "key", []),
        ("key", "key", []),
    ],
)
def test_either_key_is_enough(
    monkeypatch: pytest.MonkeyPatch, pexels: str, pixabay: str, missing: list[str]
) -> None:
    monkeypatch.setenv("PEXELS_API_KEY", pexels)
    monkeypatch.setenv("PIXABAY_API_KEY", pixabay)
    assert registry.missing(Stock.declaration) == missing


def test_without_a_key_nothing_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEXELS_API_KEY", "")
    monkeypatch.setenv("PIXABAY_API_KEY", "")
    for attempt in (Stock().probe, lambda: Stock().submit(BRIEF)):
        with pytest.raises(ProviderError) as caught:
            attempt()
        assert caught.value.kind is ErrorKind.CONFIGURATION


def test_addresses_of_the_operator_are_trusted(both: tuple[FakePexels, FakePixabay]) -> None:
    assert Stock().origins() == {fake.url for fake in both}


def _media(adapter: Vendor, brief: Brief = BRIEF) -> Media:
    progress = adapter.submit(brief).progress
    assert progress is not None
    assert progress.media is not None
    return progress.media
