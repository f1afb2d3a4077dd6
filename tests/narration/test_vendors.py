"""Vendors' voices, against a local service with their contract and their oddities."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.narration.readings import board, read_aloud
from tests.narration.vendors import Reply, Vendor, serving
from videos.exceptions import Interrupted, StepFailed
from videos.studio.narration import narrate
from videos.studio.narration.engines import Manner, VoiceUnavailable, engine_of
from videos.studio.narration.services import LOCAL
from videos.studio.narration.voices import VOICES, available, voice_for
from videos.studio.timeline import Narration

SCRIPT = "The alarm can wait. Three minutes lie between you and the best cup of your week."
WORDS = SCRIPT.split()
VOICE_IDS = ["openai-onyx", "elevenlabs-male"]
pytestmark = pytest.mark.render


@pytest.fixture
def vendor() -> Iterator[Vendor]:
    with serving() as service:
        yield service


def _manner(vendor: Vendor, voice: str) -> Manner:
    return Manner(voice=VOICES[voice], language="en", services=vendor.services)


def _narrate(vendor: Vendor, voice: str, folder: Path) -> Narration:
    return narrate(
        board(SCRIPT), voice=voice, target_seconds=0, folder=folder, services=vendor.services,
        on_progress=lambda _done, _total: None, should_stop=lambda: False,
    )  # fmt: skip


def _error(vendor: Vendor, status: int, code: str, **headers: str) -> None:
    body = {"error": {"message": code, "code": code}, "detail": {"status": code, "message": code}}
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    vendor.replies.append(Reply(status, json.dumps(body).encode(), names))


@pytest.mark.parametrize("alignment", ["own", "none", "other"])
@pytest.mark.parametrize("voice", VOICE_IDS)
def test_words_are_heard_when_they_are_spoken(vendor: Vendor, voice: str, alignment: str) -> None:
    vendor.alignment = alignment
    clip = engine_of(VOICES[voice]).speak(WORDS, _manner(vendor, voice))
    true = [start for start, _ in read_aloud(WORDS, "miles").spans]
    found = [start for start, _ in clip.spans]
    assert np.median(np.abs(np.subtract(found, true))) < 0.08


def test_what_is_sent(vendor: Vendor) -> None:
    for voice in VOICE_IDS:
        engine_of(VOICES[voice]).speak(WORDS, _manner(vendor, voice))
    (path, headers, body), (other_path, other_headers, other_body) = vendor.asked
    assert (path, headers["Authorization"]) == ("/v1/audio/speech", "Bearer sk-test")
    assert body == {
        "model": "gpt-4o-mini-tts", "voice": "onyx", "input": SCRIPT, "response_format": "wav",
        "speed": 1.0,
    }  # fmt: skip
    assert other_path.startswith("/v1/text-to-speech/JBFqnCBsd6RMkjVDRZzb/with-timestamps?")
    assert other_headers["xi-api-key"] == "xi-test"
    assert other_body["text"] == SCRIPT


@pytest.mark.parametrize("voice", VOICE_IDS)
@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (401, "invalid_api_key", "not set up"), (403, "forbidden", "not set up"),
        (404, "model_not_found", "not set up"), (410, "gone", "not set up"),
        (429, "insufficient_quota", "nothing left"), (401, "quota_exceeded", "nothing left"),
        (402, "payment_required", "nothing left"), (400, "content_policy_violation", "declined"),
        (422, "text_rejected", "declined"),
    ],
)  # fmt: skip
def test_refusals_are_not_tried_again(
    vendor: Vendor, voice: str, status: int, code: str, said: str
) -> None:
    _error(vendor, status, code)
    with pytest.raises(VoiceUnavailable, match=said) as caught:
        engine_of(VOICES[voice]).speak(WORDS, _manner(vendor, voice))
    assert len(vendor.asked) == 1
    assert code not in str(caught.value)


@pytest.mark.parametrize("voice", VOICE_IDS)
def test_a_refusal_gives_way_to_a_local_voice_and_says_so(
    vendor: Vendor, voice: str, tmp_path: Path
) -> None:
    _error(vendor, 401, "invalid_api_key")
    narration = _narrate(vendor, voice, tmp_path)
    assert narration.engine == "Heart (neural, female)"
    assert "so Heart (neural, female) speaks instead." in narration.notes[0]


@pytest.mark.parametrize("voice", VOICE_IDS)
def test_what_passes_is_tried_again(vendor: Vendor, voice: str) -> None:
    _error(vendor, 429, "rate_limit_exceeded", Retry_After="0")
    _error(vendor, 503, "overloaded", Retry_After="0")
    assert engine_of(VOICES[voice]).speak(WORDS, _manner(vendor, voice)).seconds > 2
    assert len(vendor.asked) == 3


@pytest.mark.parametrize("voice", VOICE_IDS)
def test_a_long_wait_is_left_to_the_queue(vendor: Vendor, voice: str, tmp_path: Path) -> None:
    _error(vendor, 429, "rate_limit_exceeded", Retry_After="900")
    with pytest.raises(StepFailed) as caught:
        _narrate(vendor, voice, tmp_path)
    assert caught.value.retryable
    assert len(vendor.asked) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("voice", VOICE_IDS)
@pytest.mark.parametrize(
    "body", [b"", b"<html>ok</html>", b'{"audio_base64": "bm9wZQ=="}', b"RIFF"]
)
def test_nonsense_is_not_taken_for_speech(
    vendor: Vendor, voice: str, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("videos.studio.narration.vendor._rest", lambda *_: None)
    vendor.replies = [Reply(200, body) for _ in range(3)]
    with pytest.raises(StepFailed) as caught:
        engine_of(VOICES[voice]).speak(WORDS, _manner(vendor, voice))
    assert caught.value.retryable
    assert len(vendor.asked) == 3


def test_nobody_there_may_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("videos.studio.narration.vendor._rest", lambda *_: None)
    with serving() as vendor:
        manner = _manner(vendor, "openai-nova")
    with pytest.raises(StepFailed) as caught:
        engine_of(manner.voice).speak(WORDS, manner)
    assert caught.value.retryable


def test_waiting_can_be_stopped(vendor: Vendor) -> None:
    _error(vendor, 503, "overloaded", Retry_After="15")
    manner = Manner(
        voice=VOICES["openai-nova"], language="en", services=vendor.services,
        should_stop=lambda: True,
    )  # fmt: skip
    with pytest.raises(Interrupted):
        engine_of(manner.voice).speak(WORDS, manner)


def test_keys_are_never_shown(vendor: Vendor) -> None:
    assert "test" not in repr(vendor.services)


def test_voices_are_offered_when_they_can_speak(vendor: Vendor) -> None:
    engines = {voice.engine for voice in available(LOCAL)}
    assert not {"openai", "elevenlabs"} & engines
    assert {"openai", "elevenlabs"} <= {voice.engine for voice in available(vendor.services)}
    assert {v.gender for v in available() if v.language == "en" and v.is_neural} == {
        "female", "male",
    }  # fmt: skip


def test_the_better_voice_is_chosen(vendor: Vendor) -> None:
    assert _chosen("auto", "en", vendor) == ("hibari", "")
    assert _chosen("auto", "de", vendor) == ("elevenlabs", "")
    voice, note = voice_for("openai-nova", "en")
    assert voice is VOICES["heart"]
    assert "not set up here" in note


def _chosen(choice: str, language: str, vendor: Vendor) -> tuple[str, str]:
    voice, note = voice_for(choice, language, vendor.services)
    assert voice is not None
    return voice.engine, note
