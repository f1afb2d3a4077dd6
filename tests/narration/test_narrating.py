"""Real voices: every written word gets its time, in order, inside the recording."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.scripting import samples
from videos.exceptions import Interrupted, StepFailed
from videos.scripting.planner import plan
from videos.scripting.validation import order
from videos.spec import Storyboard
from videos.studio.audio import RATE, measure, read
from videos.studio.narration import narrate
from videos.studio.narration.voices import VOICES, voice_for
from videos.studio.narration.written import words
from videos.studio.timeline import Narration

pytestmark = pytest.mark.render
Narrator = Callable[..., Narration]


@pytest.fixture
def speak(tmp_path: Path) -> Narrator:
    """Narrate a script into a folder of the test's own."""

    def narrated(script: str, voice: str = "auto", target: float = 0.0) -> Narration:
        return narrate(
            _board(script), voice=voice, target_seconds=target, folder=tmp_path,
            on_progress=lambda _done, _total: None, should_stop=lambda: False,
        )  # fmt: skip

    return narrated


def _board(script: str) -> Storyboard:
    spec = order({"campaign_name": "Campaign", "script": script})
    return plan(spec, spec.script)


@pytest.mark.parametrize("name", ["advert", "symbols", "de", "ar", "hi", "ja", "zh", "ko"])
def test_every_word_has_its_time(speak: Narrator, tmp_path: Path, name: str) -> None:
    script = samples.ALL[name]
    narration = speak(script)
    for speech, scene in zip(narration.speeches, _board(script).scenes, strict=True):
        sound = read(tmp_path / speech.audio)
        assert len(sound) / RATE == pytest.approx(speech.seconds, abs=0.05)
        texts = [word.text for word in speech.words]
        assert "".join("".join(texts).split()) == "".join(scene.narration.split())
        previous = 0.0
        for word in speech.words:
            assert previous - 1e-6 <= word.start <= word.end <= speech.seconds + 0.05
            previous = word.start


def test_english_is_neural_and_others_say_so(speak: Narrator) -> None:
    assert speak(samples.ADVERT).notes == ()
    german = speak(samples.LANGUAGES["de"])
    assert "plain" in german.engine
    assert any("voice" in note for note in german.notes)


def test_the_voice_is_level_and_not_clipped(speak: Narrator, tmp_path: Path) -> None:
    for speech in speak(samples.ADVERT).speeches:
        heard = measure([read(tmp_path / speech.audio)])
        assert -26 < heard.integrated < -14
        assert heard.true_peak < 0


def test_the_length_bends_to_what_was_asked(speak: Narrator) -> None:
    natural = sum(s.seconds for s in speak(samples.ADVERT).speeches)
    quick = sum(s.seconds for s in speak(samples.ADVERT, target=natural * 0.95).speeches)
    assert quick < natural


def test_what_cannot_bend_is_said(speak: Narrator) -> None:
    assert "You asked for 5 seconds" in speak(samples.ADVERT, target=5.0).notes[0]


def test_speaking_again_takes_what_is_there(speak: Narrator, tmp_path: Path) -> None:
    first = speak(samples.ADVERT)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.wav")}
    assert speak(samples.ADVERT) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.wav")} == times


def test_stopping(tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        narrate(
            _board(samples.ADVERT), voice="auto", target_seconds=0, folder=tmp_path,
            on_progress=lambda _done, _total: None, should_stop=lambda: True,
        )  # fmt: skip


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    board = replace(_board(samples.ADVERT), language="xx")
    with pytest.raises(StepFailed, match="No voice of ours") as caught:
        narrate(
            board, voice="auto", target_seconds=0, folder=tmp_path,
            on_progress=lambda _done, _total: None, should_stop=lambda: False,
        )  # fmt: skip
    assert not caught.value.retryable


def test_a_voice_of_another_language_gives_way_and_says_so() -> None:
    voice, note = voice_for("heart", "de")
    assert voice is not None
    assert voice.language == "de"
    assert note


def test_there_are_voices_for_every_sample_language() -> None:
    spoken = {voice.language for voice in VOICES.values()}
    assert set(samples.LANGUAGES) <= spoken


def test_words_of_languages_without_spaces() -> None:
    found = words(samples.LANGUAGES["ja"], "ja")
    assert "".join(found) == samples.LANGUAGES["ja"]
    assert 8 < len(found) < 40
