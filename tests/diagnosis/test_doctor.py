"""`doctor` says what works and how to mend what does not."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from videos import queue
from videos.diagnosis import services
from videos.diagnosis.finding import State

pytestmark = pytest.mark.django_db


def test_a_healthy_machine(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("doctor")
    shown = capsys.readouterr().out
    assert "checks passed" in shown
    for name in (
        "encoder",
        "fonts",
        "voice, neural",
        "database",
        "broker",
        "storage",
        "provider local",
    ):
        assert name in shown
    assert "BROKEN" not in shown


def test_a_folder_that_cannot_be_written(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    settings.MEDIA_ROOT = blocker
    with pytest.raises(CommandError, match="1 of"):
        call_command("doctor")
    shown = capsys.readouterr().out
    assert "BROKEN  storage" in shown
    assert f"→ Check that {blocker} can be written to" in shown


def test_a_broker_that_is_away(settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    queue.redis_client.cache_clear()
    (finding,) = services.broker()
    queue.redis_client.cache_clear()
    assert finding.state is State.BROKEN
    assert "Check REDIS_URL" in finding.remedy


@pytest.mark.parametrize(
    ("key", "moderation", "state", "told"),
    [
        ("sk-test", "auto", State.OK, "by OpenAI"),
        ("sk-test", "off", State.OFF, "MODERATION=auto"),
        ("", "auto", State.OFF, "OPENAI_API_KEY"),
    ],
)
def test_who_judges_scripts_is_said(
    settings: Settings, key: str, moderation: str, state: State, told: str
) -> None:
    settings.OPENAI_API_KEY, settings.MODERATION = key, moderation
    (finding,) = services.moderation()
    assert finding.state is state
    assert told in f"{finding.detail} {finding.remedy}"
