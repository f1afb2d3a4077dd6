"""What every provider must do, shown against its vendor as played by a local server.

A vendor's own test module inherits `Contract` and says which adapter and which fake it is about,
and how the vendor differs. A behaviour that the vendor does not have (a look-up, a webhook) is
declared by the adapter, and then must be absent.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.providers.fakes.server import WAIT_SECONDS, Act, Fake, serving
from videos.providers.base import (
    BadSignature,
    Brief,
    Media,
    Progress,
    Receipt,
    State,
    Ticket,
    Vendor,
)
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.fetching import Expired, fetch
from videos.spec import Aspect

BRIEF = Brief(
    reference="sub_reference0001",
    prompt="A cup of coffee on a wooden table in the first light of the morning",
    aspect=Aspect.WIDE,
    seconds=4.2,
)


def never() -> bool:
    """Say that work goes on."""
    return False


class Contract:
    """Inherit, and set what is vendor-specific."""

    provider: ClassVar[type[Vendor]]
    fake_kind: ClassVar[type[Fake]]
    brief: ClassVar[Brief] = BRIEF
    callback: ClassVar[str] = "https://reelsmith.example/hooks/providers/x/"
    kinds: ClassVar[dict[Act, ErrorKind]] = {}
    """Where a vendor tells less than others do: the kind that an act is read as instead."""
    absent: ClassVar[frozenset[Act]] = frozenset()
    """What the vendor has no way of doing; say why beside it."""

    @pytest.fixture
    def fake(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
        """The vendor, with the environment pointing to it."""
        with serving(self.fake_kind) as fake:
            for name, value in fake.environment.items():
                monkeypatch.setenv(name, value)
            yield fake

    @pytest.fixture
    def adapter(self, fake: Fake) -> Vendor:
        """The adapter, made as the product makes it."""
        return self.provider()

    # --- Going well --------------------------------------------------------------------------

    def test_a_clip_is_ordered_followed_and_fetched(
        self, fake: Fake, adapter: Vendor, tmp_path: Path
    ) -> None:
        receipt = adapter.submit(self.brief)
        states = [progress.state for progress in self.followed(adapter, receipt)]
        assert states[-1] is State.SUCCEEDED
        assert len(fake.orders) == 1
        self.fetched(adapter, receipt.ticket, tmp_path / "clip.mp4")
        assert (tmp_path / "clip.mp4").read_bytes() == fake.film()

    def test_a_ticket_survives_being_stored(self, adapter: Vendor) -> None:
        from videos.spec import from_json, to_json

        kept = from_json(Ticket, to_json(adapter.submit(self.brief).ticket))
        assert self.followed(adapter, Receipt(ticket=kept))[-1].state is State.SUCCEEDED

    def test_an_id_is_enough_to_go_on_with(self, adapter: Vendor) -> None:
        known = adapter.submit(self.brief).ticket
        receipt = Receipt(ticket=adapter.ticket(known.remote_id))
        assert self.followed(adapter, receipt)[-1].state is State.SUCCEEDED

    def test_an_unknown_status_is_waited_for(self, fake: Fake, adapter: Vendor) -> None:
        self.skip_if_absent(Act.STRANGE)
        fake.acts = [Act.STRANGE]
        seen = self.followed(adapter, adapter.submit(self.brief))
        assert seen[0].state in {State.WAITING, State.RUNNING}
        assert seen[-1].state is State.SUCCEEDED

    # --- Refusals and failures ---------------------------------------------------------------

    @pytest.mark.parametrize(
        ("act", "kind"),
        [
            (Act.REFUSED_BY_RULES, ErrorKind.MODERATION),
            (Act.UNAUTHORISED, ErrorKind.CONFIGURATION),
            (Act.UNPAID, ErrorKind.QUOTA),
            (Act.TOO_MANY, ErrorKind.RETRYABLE),
            (Act.BROKEN, ErrorKind.RETRYABLE),
        ],
    )
    def test_a_refusal_is_understood(
        self, fake: Fake, adapter: Vendor, act: Act, kind: ErrorKind
    ) -> None:
        self.skip_if_absent(act)
        fake.acts = [act]
        error = self.refused(adapter)
        assert error.kind is self.kinds.get(act, kind)
        assert fake.orders == []
        assert error.evidence
        assert error.status

    def test_too_many_says_when_to_come_back(self, fake: Fake, adapter: Vendor) -> None:
        self.skip_if_absent(Act.TOO_MANY)
        fake.acts = [Act.TOO_MANY]
        assert self.refused(adapter).retry_after == WAIT_SECONDS

    @pytest.mark.parametrize(
        ("act", "kind"),
        [
            (Act.FORBIDDEN_LATER, ErrorKind.MODERATION),
            (Act.FAILS, ErrorKind.PERMANENT),
            (Act.FAILS_FOR_NOW, ErrorKind.RETRYABLE),
        ],
    )
    def test_a_failure_is_understood(
        self, fake: Fake, adapter: Vendor, act: Act, kind: ErrorKind
    ) -> None:
        self.skip_if_absent(act)
        fake.acts = [act]
        last = self.followed(adapter, adapter.submit(self.brief))[-1]
        assert last.state is State.FAILED
        assert last.error is not None
        assert last.error.kind is self.kinds.get(act, kind)
        assert last.error.evidence

    def test_one_that_the_vendor_forgot_is_given_up(self, adapter: Vendor) -> None:
        ticket = adapter.submit(self.brief).ticket
        lost = replace(ticket, remote_id=f"{ticket.remote_id}9", handle=self.elsewhere(ticket))
        with pytest.raises(ProviderError) as caught:
            adapter.poll(lost)
        assert caught.value.kind is ErrorKind.PERMANENT

    def test_secrets_stay_out_of_errors(self, fake: Fake, adapter: Vendor) -> None:
        fake.acts = [Act.BROKEN]
        error = self.refused(adapter)
        assert fake.key not in f"{error} {error.evidence} {error.args}"

    def test_sentences_end_and_name_the_vendor(self, fake: Fake, adapter: Vendor) -> None:
        fake.acts = [Act.BROKEN]
        sentence = str(self.refused(adapter))
        assert sentence.startswith(adapter.declaration.label)
        assert sentence.endswith(".")

    # --- Never pay twice ---------------------------------------------------------------------

    @pytest.mark.parametrize("act", [Act.ACCEPTED_THEN_504, Act.ACCEPTED_THEN_CUT])
    def test_a_lost_answer_is_ambiguous_and_found_where_it_can_be(
        self, fake: Fake, adapter: Vendor, act: Act
    ) -> None:
        fake.acts = [act]
        assert self.refused(adapter).kind is self.kinds.get(act, ErrorKind.AMBIGUOUS)
        assert len(fake.orders) == 1, "nothing may be sent again"
        if adapter.declaration.can_look_up:
            ticket = adapter.look_up(self.brief)
            assert ticket is not None
            assert ticket.remote_id == fake.orders[0].id

    def test_what_was_never_submitted_is_not_found(self, fake: Fake, adapter: Vendor) -> None:
        if not adapter.declaration.can_look_up:
            with pytest.raises(NotImplementedError):
                adapter.look_up(self.brief)
            return
        adapter.submit(replace(self.brief, reference="sub_somebodyelse1"))
        assert adapter.look_up(self.brief) is None

    def test_nobody_there_is_no_submission(
        self, adapter: Vendor, fake: Fake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone = fake.url.rpartition(":")[0] + ":9"  # the discard port: nobody listens
        for name, value in fake.environment.items():
            monkeypatch.setenv(name, value.replace(fake.url, gone))
        error = self.refused(self.provider())
        assert error.kind is ErrorKind.RETRYABLE

    # --- Results -----------------------------------------------------------------------------

    def test_an_expired_link_is_asked_for_again(
        self, fake: Fake, adapter: Vendor, tmp_path: Path
    ) -> None:
        self.skip_if_absent(Act.EXPIRES)
        fake.acts = [Act.EXPIRES]
        receipt = adapter.submit(self.brief)
        media = self.media(adapter, receipt)
        with pytest.raises(Expired):
            self.copied(adapter, media, tmp_path / "clip.mp4")
        self.fetched(adapter, receipt.ticket, tmp_path / "clip.mp4")

    @pytest.mark.parametrize(
        ("act", "kind"),
        [(Act.CUT_SHORT, ErrorKind.RETRYABLE), (Act.NO_VIDEO, ErrorKind.PERMANENT)],
    )
    def test_a_bad_file_leaves_nothing(
        self, fake: Fake, adapter: Vendor, tmp_path: Path, act: Act, kind: ErrorKind
    ) -> None:
        fake.acts = [act]
        receipt = adapter.submit(self.brief)
        media = self.media(adapter, receipt)
        with pytest.raises(ProviderError) as caught:
            self.copied(adapter, media, tmp_path / "clip.mp4")
        assert caught.value.kind is kind
        assert list(tmp_path.iterdir()) == []

    # --- Stopping ----------------------------------------------------------------------------

    def test_it_is_canceled_where_the_vendor_can(self, fake: Fake, adapter: Vendor) -> None:
        ticket = adapter.submit(self.brief).ticket
        assert adapter.cancel(ticket) is adapter.declaration.can_cancel
        assert fake.orders[0].canceled is adapter.declaration.can_cancel

    def test_canceling_what_is_over_is_no_error(self, adapter: Vendor) -> None:
        receipt = adapter.submit(self.brief)
        self.followed(adapter, receipt)
        adapter.cancel(receipt.ticket)

    # --- Before anything is sent -------------------------------------------------------------

    def test_what_it_cannot_make_is_refused_here(self, fake: Fake, adapter: Vendor) -> None:
        declared = adapter.declaration
        others = set(Aspect) - declared.aspects
        briefs = [
            replace(self.brief, prompt=" "),
            replace(self.brief, prompt="word " * (declared.longest_prompt // 5 + 1)),
            *(replace(self.brief, aspect=aspect) for aspect in others),
        ]
        for brief in briefs:
            with pytest.raises(ProviderError) as caught:
                adapter.check(brief)
            assert caught.value.kind is ErrorKind.PERMANENT
        assert fake.requests == []

    def test_every_shape_and_length_that_it_declares_is_accepted(
        self, fake: Fake, adapter: Vendor
    ) -> None:
        declared = adapter.declaration
        for aspect in sorted(declared.aspects):
            for seconds in declared.clip_seconds or (self.brief.seconds,):
                adapter.check(replace(self.brief, aspect=aspect, seconds=seconds))
                adapter.submit(replace(self.brief, aspect=aspect, seconds=seconds))
        assert fake.orders

    def test_it_knows_its_price_and_lengths(self, adapter: Vendor) -> None:
        assert adapter.price(self.brief) >= 0
        if adapter.declaration.clip_seconds:
            assert adapter.length(self.brief) in adapter.declaration.clip_seconds

    # --- Credentials -------------------------------------------------------------------------

    def test_a_probe_spends_nothing(self, fake: Fake, adapter: Vendor) -> None:
        assert adapter.probe()
        assert fake.orders == []

    def test_a_wrong_key_is_found_by_the_probe(
        self, fake: Fake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in fake.environment.items():
            if value == fake.key:
                monkeypatch.setenv(name, "wrong")
        with pytest.raises(ProviderError) as caught:
            self.provider().probe()
        assert caught.value.kind is ErrorKind.CONFIGURATION

    # --- Webhooks ----------------------------------------------------------------------------

    def test_an_unsigned_webhook_is_refused(self, adapter: Vendor) -> None:
        with pytest.raises(BadSignature):
            adapter.parse_webhook({}, b"{}")

    # --- Helpers -----------------------------------------------------------------------------

    def skip_if_absent(self, act: Act) -> None:
        """Skip what the vendor documents no way of doing."""
        if act in self.absent:
            pytest.skip(f"{self.provider.declaration.label} has no {act.name}.")

    def elsewhere(self, ticket: Ticket) -> dict[str, str]:
        """Return the handle of a submission that the vendor does not know."""
        return {
            name: value.replace(ticket.remote_id, f"{ticket.remote_id}9")
            for name, value in ticket.handle.items()
        }

    def followed(self, adapter: Vendor, receipt: Receipt) -> list[Progress]:
        """Poll until the end and return everything that was said."""
        seen: list[Progress] = [receipt.progress] if receipt.progress else []
        while not seen or seen[-1].state in {State.WAITING, State.RUNNING}:
            assert len(seen) < 10, "it never ends"
            seen.append(adapter.poll(receipt.ticket))
        return seen

    def media(self, adapter: Vendor, receipt: Receipt) -> Media:
        """Return the result of a submission that goes well."""
        media = self.followed(adapter, receipt)[-1].media
        assert media is not None
        return media

    def fetched(self, adapter: Vendor, ticket: Ticket, target: Path) -> None:
        """Fetch the result of a submission, asking for a new link first."""
        self.copied(adapter, self.media(adapter, Receipt(ticket=ticket)), target)

    def copied(self, adapter: Vendor, media: Media, target: Path) -> None:
        """Fetch a result."""
        label, trusted = adapter.declaration.label, adapter.origins()
        fetch(media, target, label=label, trusted=trusted, should_stop=never)

    def refused(self, adapter: Vendor) -> ProviderError:
        """Submit, and return the error that comes of it."""
        with pytest.raises(ProviderError) as caught:
            adapter.submit(self.brief)
        return caught.value
