"""The ear for beats: right where there is one, and unsure where there is none."""

import numpy as np
import pytest

from tests.studio.listening import song, tone
from videos.studio.audio import BLOCK, RATE, resized
from videos.studio.music.beats import hear


@pytest.mark.parametrize(("tempo", "first"), [(120, 0.0), (100, 0.5), (128, 1.1), (75, 0.3)])
def test_tempo_and_downbeat_are_heard(tempo: int, first: float) -> None:
    beat = hear(resized([song(tempo, first, 40)], BLOCK // 3))
    assert beat is not None
    assert beat.tempo == pytest.approx(tempo, rel=1e-5)
    assert beat.first == pytest.approx(first, abs=0.005)


def test_how_the_sound_is_cut_into_blocks_does_not_matter() -> None:
    sound = song(110, 0.2, 20)
    assert hear(resized([sound], 999)) == hear([sound])


def test_noise_hits_at_random_a_tone_and_silence_have_no_beat() -> None:
    chance = np.random.default_rng(2)
    noise = chance.standard_normal((RATE * 20, 2)).astype(np.float32) * 0.1
    hits = np.zeros((RATE * 20, 2), np.float32)
    for start in chance.integers(0, RATE * 19, 60):
        hits[start : start + 2_000] += noise[:2_000]
    for sound in (noise, hits, tone(20), np.zeros((RATE * 20, 2), np.float32), tone(0.1)):
        assert hear([sound]) is None
