"""The neural voices: Hibari, an ONNX model from a wheel, on one core.

Word timings are the model's own: it predicts how many frames each phoneme lasts, and that tensor is
asked for beside the audio.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from videos.studio.narration.clip import Clip, join, orderly, resampled, trim
from videos.studio.narration.engines import Manner
from videos.studio.narration.reading import readings

VERSION = 2
DURATIONS = "/Cast_32_output_0"
"""Name of the tensor with the frames per phoneme in the graph of Hibari 0.2."""
LATE_SECONDS = 0.08
"""A sound is heard this much before the durations say so; found against a forced aligner."""
SILENT = frozenset(".,!?;:—…\"'()“” ")
PAUSES = {".": 0.34, "!": 0.36, "?": 0.42}
"""Seconds after a sentence, by its last mark; the model itself pauses at those within."""
THOUGHT_PAUSE, CLAUSE_PAUSE = 0.6, 0.16
"""After "…", and where a long sentence is spoken in two."""
LONGEST_CHUNK = 40
"""Spoken words given to the model at once; it was trained on sentences."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks with the model's one voice."""

    pitch: float = 1.0
    """Fundamental frequency, as a part of the model's."""
    formants: float = 1.0
    """Resonances of the vocal tract likewise; below 1 is a longer tract."""


SPEAKERS = {"heart": Speaker(), "miles": Speaker(pitch=0.55, formants=0.85)}
"""The model's own voice is a woman's. A man's tract is about a sixth longer."""


def speak(words: Sequence[str], manner: Manner) -> Clip:
    """Speak the written English `words`."""
    speaker, speed = SPEAKERS[manner.voice.model], manner.speed
    said = readings(words)
    clips: list[Clip] = []
    pauses: list[float] = []
    for first, last in _chunks(said):
        clips.append(_speak_chunk(said[first:last], speaker, speed))
        pauses.append(_pause(said[last - 1], words[last - 1]) / speed)
    if not clips:
        return Clip(np.zeros(2400, np.float32), 24_000, orderly([(0.0, 0.0)] * len(words), 0.1))
    pauses[-1] = 0.0
    return join(clips, pauses)


def _pause(said: str, written: str) -> float:
    if written.rstrip("\"'”’)").endswith(("…", "...")):
        return THOUGHT_PAUSE
    return PAUSES.get(said[-1:], CLAUSE_PAUSE)


def phonemes(text: str) -> str:
    """Return how English `text` is pronounced, in the alphabet of Hibari and Kokoro."""
    return " ".join(_voice().phonemize(text))


def _chunks(said: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each sentence, as ranges of written words that cover all of them."""
    first = 0
    for index, word in enumerate(said):
        count = sum(len(other.split()) for other in said[first : index + 1])
        if word[-1:] in {".", "!", "?"} or count >= LONGEST_CHUNK:
            yield first, index + 1
            first = index + 1
    if (first < len(said) and any(said[first:])) or first < len(said):
        yield first, len(said)


def _speak_chunk(said: Sequence[str], speaker: Speaker, speed: float) -> Clip:
    text = " ".join(word for word in said if word)
    said_as = phonemes(text) if text else ""
    if not said_as:
        return Clip(np.zeros(1200, np.float32), 24_000, orderly([(0.0, 0.0)] * len(said), 0.05))
    samples, times = _synthesize(said_as, speaker, speed)
    groups = _groups(said_as, times)
    spans = _own(said, groups, len(samples) / 24_000)
    clip = trim(Clip(samples, 24_000, tuple(spans)))
    return Clip(clip.samples, clip.rate, orderly(list(clip.spans), clip.seconds))


def _own(
    said: Sequence[str], groups: Sequence[tuple[float, float]], seconds: float
) -> list[tuple[float, float]]:
    """Return the time of each written word: from its first spoken word to its last."""
    counts = [len([part for part in word.split() if part.strip(".,!?;:")]) for word in said]
    if sum(counts) != len(groups):
        groups = _even(counts, seconds)
    spans: list[tuple[float, float]] = []
    place = 0
    before = 0.0
    for count in counts:
        own = groups[place : place + count]
        place += count
        spans.append((own[0][0], own[-1][1]) if own else (before, before))
        before = spans[-1][1]
    return spans


def _even(counts: Sequence[int], seconds: float) -> list[tuple[float, float]]:
    """Spread the words evenly: what is left when the voice reads them in its own grouping."""
    total = max(1, sum(counts))
    return [(i * seconds / total, (i + 1) * seconds / total) for i in range(total)]


def _groups(phonemes: str, times: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return when each space-separated group of phonemes is heard, punctuation aside."""
    groups: list[tuple[float, float]] = []
    open_group = False
    for symbol, (start, end) in zip(_known(phonemes), times, strict=True):
        if symbol == " ":
            open_group = False
        elif symbol not in SILENT:
            groups = [*groups[:-1], (groups[-1][0], end)] if open_group else [*groups, (start, end)]
            open_group = True
    return groups


def _known(phonemes: str) -> list[str]:
    vocabulary = _voice().vocab
    return [symbol for symbol in phonemes if symbol in vocabulary]


def _synthesize(
    phonemes: str, speaker: Speaker, speed: float
) -> tuple[Any, list[tuple[float, float]]]:
    """Return the samples of `phonemes`, and (start, end) seconds of each.

    A longer vocal tract is what a tape sounds like that runs slower: the model speaks that much
    faster, at a pitch that comes out right, and the result is stretched. Its spectra are left
    alone, for bent ones lose the phases that they belong to.
    """
    from hibari import dsp

    voice = _voice()
    inputs = {
        "ids": np.asarray([voice.ids(phonemes)], np.int64),
        "speed": np.asarray([speed / speaker.formants], np.float32),
    }
    *parts, durations = _session().run(None, inputs)
    *spectra, pitch = (part[0] for part in parts)
    noise = np.random.default_rng(0)  # the same words always sound the same
    samples = dsp.synth(*spectra, pitch * np.float32(speaker.pitch / speaker.formants), noise)
    samples = resampled(samples, round(dsp.SR * speaker.formants), dsp.SR)
    frames = durations.ravel().astype(int)
    ends = np.cumsum(frames) * (len(samples) / max(1, frames.sum())) / dsp.SR
    ends = np.maximum(0.0, ends - LATE_SECONDS / speaker.formants)
    starts = np.concatenate([[0.0], ends[:-1]])
    times = list(zip(starts.tolist(), ends.tolist(), strict=True))
    return samples, times[1:-1]  # without the two padding symbols


@cache
def _voice() -> Any:
    from hibari import Hibari

    return Hibari(voice="heart", threads=1)


@cache
def _session() -> Any:
    """Return the model with its phoneme durations as one more output.

    Protocol buffers merge when they are concatenated: a second `graph` field that holds nothing
    but an output adds that output to the graph.
    """
    from pathlib import Path

    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # as quick, and smaller
    options.log_severity_level = 3
    name = _field(1, DURATIONS.encode())
    graph = _field(12, name)
    model = Path(_voice().model_path).read_bytes() + _field(7, graph)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _field(number: int, content: bytes) -> bytes:
    """Return a length-delimited protocol buffer field."""
    return bytes([number << 3 | 2, len(content)]) + content
