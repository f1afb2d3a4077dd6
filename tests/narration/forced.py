"""An aligner that is not ours: PocketSphinx with its American English model."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pocketsphinx import Decoder

from videos.studio.narration.clip import resampled
from videos.studio.narration.reading import readings

RATE = 16_000
EDGE_SECONDS = 0.2
"""Silence put around the sound; the aligner wants some."""


def starts(samples: NDArray[np.float32], rate: int, words: Sequence[str]) -> list[float | None]:
    """Return the second at which each written word begins, None for what is not spoken."""
    said = [re.findall(r"[a-z']+", text.lower()) for text in readings(words)]
    decoder = Decoder(loglevel="FATAL", samprate=RATE, lm=None)
    decoder.set_align_text(" ".join(part for parts in said for part in parts))
    decoder.start_utt()
    decoder.process_raw(_pcm(samples, rate), full_utt=True)
    decoder.end_utt()
    heard = [
        segment.start_frame / 100 - EDGE_SECONDS
        for segment in decoder.seg()
        if segment.word[0] not in "<[("
    ]
    assert len(heard) == sum(map(len, said)), "the aligner lost the thread"
    firsts = np.cumsum([0, *map(len, said)]).tolist()
    return [heard[at] if parts else None for at, parts in zip(firsts, said, strict=False)]


def errors(
    found: Sequence[tuple[float, float]], true: Sequence[float | None]
) -> NDArray[np.float64]:
    """Return by how many milliseconds each word is found late (negative: early)."""
    pairs = zip(found, true, strict=True)
    return np.array([(start - at) * 1000 for (start, _), at in pairs if at is not None])


def _pcm(samples: NDArray[np.float32], rate: int) -> bytes:
    edge = np.zeros(int(EDGE_SECONDS * RATE), np.float32)
    whole = np.concatenate([edge, resampled(samples, rate, RATE), edge])
    # Digital silence is no room that the aligner knows.
    whole += np.random.default_rng(0).normal(0, 1e-4, len(whole)).astype(np.float32)
    return (np.clip(whole * 0.7, -1, 1) * 32767).astype("<i2").tobytes()
