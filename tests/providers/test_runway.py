"""Runway, and what its SDK must not do for us."""

from dataclasses import replace

import pytest

from tests.providers.contract import BRIEF, Contract
from tests.providers.fakes.runway import FakeRunway
from tests.providers.fakes.server import Act
from videos.providers.base import State, Vendor
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.runway.adapter import Runway
from videos.providers.runway.schema import MODELS, failed_kind
from videos.spec import Aspect


class TestRunway(Contract):
    provider = Runway
    fake_kind = FakeRunway
    # Words are judged after the task was created, and then it fails.
    absent = frozenset({Act.REFUSED_BY_RULES})

    def test_the_price_is_told_before_and_after(self, adapter: Vendor) -> None:
        receipt = adapter.submit(BRIEF)
        assert receipt.cost_cents == adapter.price(BRIEF) == 60
        assert self.followed(adapter, receipt)[-1].cost_cents == 60

    def test_a_failure_costs_nothing(self, fake: FakeRunway, adapter: Vendor) -> None:
        fake.acts = [Act.FAILS]
        assert self.followed(adapter, adapter.submit(BRIEF))[-1].cost_cents == 0

    def test_a_throttled_task_waits_its_turn(self, fake: FakeRunway, adapter: Vendor) -> None:
        fake.throttled = True
        seen = self.followed(adapter, adapter.submit(BRIEF))
        assert [progress.state for progress in seen] == [
            State.WAITING, State.RUNNING, State.SUCCEEDED,
        ]  # fmt: skip

    def test_progress_is_passed_on_and_asked_for_no_oftener_than_they_wish(
        self, adapter: Vendor
    ) -> None:
        seen = self.followed(adapter, adapter.submit(BRIEF))
        assert [progress.share for progress in seen] == [None, 0.42, None]
        assert [progress.poll_after for progress in seen] == [5.0, 5.0, None]

    @pytest.mark.parametrize("act", [Act.TOO_MANY, Act.BROKEN, Act.ACCEPTED_THEN_504])
    def test_the_sdk_repeats_nothing(self, fake: FakeRunway, adapter: Vendor, act: Act) -> None:
        fake.acts = [act]
        self.refused(adapter)
        assert len(fake.requests) == 1

    def test_a_task_that_says_not_why_it_failed_may_be_tried_again(
        self, fake: FakeRunway, adapter: Vendor
    ) -> None:
        fake.acts, fake.failure_code = [Act.FAILS], None
        error = self.followed(adapter, adapter.submit(BRIEF))[-1].error
        assert error is not None
        assert error.kind is ErrorKind.RETRYABLE

    def test_a_canceled_task_is_gone(self, adapter: Vendor) -> None:
        ticket = adapter.submit(BRIEF).ticket
        assert adapter.cancel(ticket)
        assert adapter.cancel(ticket), "a repetition is no error"
        with pytest.raises(ProviderError) as caught:
            adapter.poll(ticket)
        assert caught.value.kind is ErrorKind.PERMANENT

    def test_signs_beyond_the_basic_plane_count_twice(
        self, fake: FakeRunway, adapter: Vendor
    ) -> None:
        adapter.check(replace(BRIEF, prompt="🎬" * 500))
        with pytest.raises(ProviderError, match=r"this has 1,002") as caught:
            adapter.check(replace(BRIEF, prompt="🎬" * 501))
        assert caught.value.kind is ErrorKind.PERMANENT
        assert fake.requests == []

    @pytest.mark.parametrize("model", MODELS)
    @pytest.mark.parametrize("aspect", [Aspect.WIDE, Aspect.TALL])
    def test_every_model_is_ordered_as_it_accepts(
        self, fake: FakeRunway, monkeypatch: pytest.MonkeyPatch, model: str, aspect: Aspect
    ) -> None:
        monkeypatch.setenv("RUNWAY_MODEL", model)
        adapter = Runway()
        for seconds in MODELS[model].seconds:
            brief = replace(BRIEF, aspect=aspect, seconds=seconds - 0.5)
            adapter.check(brief)
            adapter.submit(brief)
        assert [order.body["duration"] for order in fake.orders] == list(MODELS[model].seconds)
        silenced = [order.body.get("audio") for order in fake.orders]
        assert set(silenced) == {False if MODELS[model].sounds else None}
        assert adapter.price(BRIEF) == MODELS[model].credits * adapter.length(BRIEF)

    def test_the_default_is_what_is_declared(self) -> None:
        declared, model = Runway.declaration, MODELS["gen4.5"]
        assert declared.clip_seconds == model.seconds
        assert declared.longest_prompt == model.longest
        assert declared.cost_cents_per_second == model.credits

    def test_every_model_makes_the_shapes_that_are_declared(self) -> None:
        assert all(set(model.ratios) == Runway.declaration.aspects for model in MODELS.values())

    def test_a_model_that_is_not_known_is_a_matter_for_the_operator(
        self, fake: FakeRunway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RUNWAY_MODEL", "gen3a_turbo")
        for attempt in (Runway().probe, lambda: Runway().check(BRIEF)):
            with pytest.raises(ProviderError) as caught:
                attempt()
            assert caught.value.kind is ErrorKind.CONFIGURATION
            assert "gen3a_turbo" in caught.value.evidence
        assert fake.requests == []

    @pytest.mark.parametrize("base", ["api.example.com", "ftp://api.example.com"])
    def test_an_address_that_cannot_be_right_is_a_matter_for_the_operator(
        self, fake: FakeRunway, monkeypatch: pytest.MonkeyPatch, base: str
    ) -> None:
        monkeypatch.setenv("RUNWAYML_BASE_URL", base)
        assert self.refused(Runway()).kind is ErrorKind.CONFIGURATION

    def test_a_key_that_no_header_can_hold_is_not_shown(
        self, fake: FakeRunway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RUNWAYML_API_SECRET", "kéy_secret")
        error = self.refused(Runway())
        assert error.kind is ErrorKind.CONFIGURATION
        assert "kéy_secret" not in error.evidence


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("SAFETY.INPUT.TEXT", ErrorKind.MODERATION),
        ("SAFETY.OUTPUT.VIDEO", ErrorKind.MODERATION),
        ("INPUT_PREPROCESSING.SAFETY.TEXT", ErrorKind.MODERATION),
        ("ASSET.INVALID", ErrorKind.PERMANENT),
        ("INTERNAL.BAD_OUTPUT.CODE01", ErrorKind.RETRYABLE),
        ("INTERNAL", ErrorKind.RETRYABLE),
        ("INPUT_PREPROCESSING.INTERNAL", ErrorKind.RETRYABLE),
        ("INVENTED.SINCE", ErrorKind.RETRYABLE),
        ("", ErrorKind.RETRYABLE),
        (None, ErrorKind.RETRYABLE),
    ],
)
def test_codes_of_failures(code: str | None, kind: ErrorKind) -> None:
    assert failed_kind(code) is kind
