"""Video services in `doctor`: what is configured, and with `--probe` whether it works."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.providers.fakes.replicate import FakeReplicate
from tests.providers.fakes.server import Answer, Request, serving
from videos.diagnosis import vendors
from videos.diagnosis.finding import Check, Finding, State

NAME = "provider replicate"


class Unpaid(FakeReplicate):
    """An account without credit, which Replicate says to every question."""

    def answer(self, request: Request) -> Answer:
        return Answer(402, {"detail": f"No credit for {request.headers['Authorization']}"})


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeReplicate]:
    """Replicate, configured."""
    with serving(FakeReplicate) as fake:
        _configure(fake, monkeypatch)
        yield fake


def _configure(fake: FakeReplicate, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in fake.environment.items():
        monkeypatch.setenv(name, value)


def _row(findings: list[Finding], name: str = NAME) -> Finding:
    (found,) = [finding for finding in findings if finding.name == name]
    return found


def test_nothing_is_sent_unasked(fake: FakeReplicate) -> None:
    found = _row(vendors.configured())
    assert (found.state, found.detail) == (State.OK, "Replicate, ready")
    assert fake.requests == []


def test_a_probe_tells_whose_account_it_is(fake: FakeReplicate) -> None:
    found = _row(vendors.probed())
    assert found.state is State.OK
    assert "Replicate, signed in as reelsmith" in found.detail
    assert len(fake.requests) == 1
    assert fake.orders == []


def test_a_wrong_key(fake: FakeReplicate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICATE_API_TOKEN", "r8_wrong")
    found = _row(vendors.probed())
    assert found.state is State.BROKEN
    assert found.detail.startswith("Replicate is not set up properly here.")
    assert found.remedy == "Check REPLICATE_API_TOKEN; the log has what Replicate answered."
    assert "r8_wrong" not in f"{found}"


def test_an_account_without_credit(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Unpaid) as fake:
        _configure(fake, monkeypatch)
        found = _row(vendors.probed())
    assert found.state is State.BROKEN
    assert found.remedy == "Add credit to the account that REPLICATE_API_TOKEN belongs to."
    assert fake.key not in f"{found}"


def test_a_service_that_is_away(fake: FakeReplicate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICATE_BASE_URL", "http://127.0.0.1:9/v1")
    found = _row(vendors.probed())
    assert found.state is State.BROKEN
    assert found.remedy.startswith("Try again later.")
    assert "REPLICATE_API_TOKEN" in found.remedy


@pytest.mark.parametrize("check", [vendors.configured, vendors.probed])
def test_what_is_not_configured_names_its_variables(
    fake: FakeReplicate, monkeypatch: pytest.MonkeyPatch, check: Check
) -> None:
    monkeypatch.setenv("REPLICATE_API_TOKEN", "")
    found = _row(check())
    assert (found.state, found.detail) == (State.OFF, "not configured")
    assert found.remedy == "Set REPLICATE_API_TOKEN."
    assert fake.requests == []


def test_a_key_may_be_in_a_file(
    fake: FakeReplicate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "token"
    path.write_text(f"{fake.key}\n")
    monkeypatch.delenv("REPLICATE_API_TOKEN")
    monkeypatch.setenv("REPLICATE_API_TOKEN_FILE", str(path))
    assert _row(vendors.configured()).state is State.OK
    assert "signed in as reelsmith" in _row(vendors.probed()).detail


def test_a_key_that_is_given_twice(
    fake: FakeReplicate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REPLICATE_API_TOKEN_FILE", str(tmp_path / "token"))
    found = _row(vendors.probed())
    assert found.state is State.BROKEN
    assert "Set either REPLICATE_API_TOKEN or REPLICATE_API_TOKEN_FILE" in found.detail
    assert fake.requests == []


@pytest.mark.parametrize("check", [vendors.configured, vendors.probed])
def test_the_studio_is_always_there(check: Check) -> None:
    assert _row(check(), "provider local").state is State.OK


@pytest.mark.django_db
def test_the_command_asks_when_told_to(
    fake: FakeReplicate, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REPLICATE_API_TOKEN", "r8_wrong")
    with pytest.raises(CommandError, match="1 of"):
        call_command("doctor", "--probe")
    assert f"BROKEN  {NAME}" in capsys.readouterr().out
    assert len(fake.requests) == 1
