"""Whole soundtracks with real voices: every mood with every voice, measured as delivered."""

from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from tests.studio.listening import encoded, harshness, level
from videos.scripting.planner import plan
from videos.spec import Mood, Quality, VideoSpec
from videos.studio import soundtrack
from videos.studio.audio import RATE, Stereo, decoded, measure, read
from videos.studio.narration import narrate
from videos.studio.timeline import Narration, Timeline, build

pytestmark = pytest.mark.render

SCRIPT = (
    "The alarm can wait. The coffee can't.\n\n"
    "Over 12,000 kitchens switched, and 94% of them stayed.\n\n"
    "Order today, and wake up to something good tomorrow."
)
SPEC = VideoSpec(campaign_name="Dawnroast", script=SCRIPT, style="daylight", quality=Quality.FULL)
BOARD = plan(SPEC, SCRIPT)
VOICES = {"heart": "daylight", "espeak-en": "neon"}
"""Each with a style, so that acoustic and electronic tracks are both heard."""
MOODS = [mood for mood in Mood if mood is not Mood.AUTO]


@dataclass(frozen=True)
class Spoken:
    """The script, spoken by one voice."""

    folder: Path
    narration: Narration

    def laid(self, **order: object) -> Timeline:
        """Return the timeline of an order that differs from SPEC so."""
        return build(replace(SPEC, **order), BOARD, self.narration)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Spoken]:
    """Every voice's narration."""
    found = {}
    for voice in VOICES:
        folder = tmp_path_factory.mktemp(voice)
        narration = narrate(
            BOARD, voice=voice, target_seconds=0.0, folder=folder,
            on_progress=lambda _done, _total: None, should_stop=lambda: False,
        )  # fmt: skip
        found[voice] = Spoken(folder, narration)
    return found


def _mixed(laid: Timeline, spoken: Spoken) -> Path:
    path = spoken.folder / "soundtrack.wav"
    soundtrack.mix(laid, spoken.folder, path)
    return path


@pytest.mark.parametrize(("mood", "voice"), [*product(MOODS, VOICES), (None, "heart")])
def test_every_mix_is_delivered_at_the_target(
    mood: Mood | None, voice: str, spoken: dict[str, Spoken]
) -> None:
    one = spoken[voice]
    laid = one.laid(music=mood is not None, mood=mood or Mood.AUTO, style=VOICES[voice])
    sound = read(_mixed(laid, one))
    assert len(sound) == round(laid.seconds * RATE)
    delivered = measure(decoded(encoded(sound, one.folder / "sound.m4a", "aac", 192_000)))
    assert delivered.integrated == pytest.approx(-14, abs=0.3)
    assert delivered.true_peak <= -1


def test_no_click_at_any_cut_or_edge_of_speech(spoken: dict[str, Spoken]) -> None:
    one = spoken["heart"]
    laid = one.laid(mood=Mood.TENDER)
    sound = read(_mixed(laid, one))
    places = _places(laid, one)
    assert len(places) == 3 * len(laid.shots)
    assert max(harshness(sound, at) for at in places) < 3
    for at in places[:3]:
        clicking = sound.copy()
        clicking[at:] += 0.1
        assert harshness(clicking, at) > 3


def _places(laid: Timeline, one: Spoken) -> list[int]:
    """Return the samples of every cut, and of where speech begins and ends."""
    found = []
    for shot in laid.shots:
        speech = shot.start / laid.fps + shot.audio_start
        length = len(read(one.folder / shot.audio))
        found += [round(shot.end / laid.fps * RATE) - 60, round(speech * RATE)]
        found.append(round(speech * RATE) + length)
    return found


def test_music_lies_well_below_the_voice_and_ends_the_video(spoken: dict[str, Spoken]) -> None:
    one = spoken["heart"]
    laid = one.laid(mood=Mood.HAPPY)
    blocks = soundtrack.mixed(laid, one.folder, one.folder, one.folder)
    both = np.concatenate(list(blocks))
    voice = np.concatenate(list(soundtrack.voice(laid, one.folder)))
    music = both - voice
    speaking = _speaking(voice)
    assert level(voice[speaking]) - level(music[speaking]) > 12
    end = laid.start_of(len(laid.shots) - 1) + laid.shots[-1].words[-1].end
    after = music[int(end * RATE) :]
    assert level(after[: RATE // 2]) > -45, "nothing closes the video"
    assert np.abs(after[-20:]).max() < 1e-3


def _speaking(voice: Stereo) -> np.ndarray:
    hop = RATE // 100
    steps = len(voice) // hop
    rms = np.sqrt((voice[: steps * hop, 0].reshape(steps, hop) ** 2).mean(axis=1))
    steady = np.convolve(rms > 0.02, np.ones(21), "same") > 15
    return np.concatenate([np.repeat(steady, hop), np.zeros(len(voice) - steps * hop, bool)])
