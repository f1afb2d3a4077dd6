"""Sound as a stream of blocks: reading, filtering, measuring and writing in flat memory.

Everything is float32, stereo, at RATE. Decoding and judging are FFmpeg's, through PyAV.
"""

import wave
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.filter import Graph
from numpy.typing import NDArray

Stereo = NDArray[np.float32]
"""Shape (samples, 2), values -1 to 1."""
Blocks = Iterable[Stereo]
"""One sound in pieces, in order."""

RATE = 48_000
BLOCK = RATE
"""Samples of an ordinary block: one second."""
_CHUNK = 4_800
_SILENT_DB = -70.0
"""What ebur128 reports where there is nothing to hear."""
_FULL_SCALE = 32_767


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """What EBU R 128 says of a recording."""

    integrated: float
    """LUFS over the whole."""
    true_peak: float
    """dBTP, the highest."""


class Meter:
    """Measures a sound while it passes."""

    def __init__(self, *, peaks: bool = True) -> None:
        """Finding true `peaks` takes most of the time; without, they read as silence."""
        self._filter = ("ebur128", f"peak={'true' if peaks else 'none'}:metadata=1")
        self._integrated, self._peak = _SILENT_DB, 0.0

    @property
    def loudness(self) -> Loudness:
        """What has been heard so far."""
        return Loudness(integrated=self._integrated, true_peak=decibels(self._peak))

    def through(self, blocks: Blocks) -> Iterator[Stereo]:
        """Yield a sound while measuring it."""
        for frame in _passed(blocks, self._filter):
            facts = frame.metadata
            self._integrated = float(facts.get("lavfi.r128.I", self._integrated))
            self._peak = max(self._peak, float(facts.get("lavfi.r128.true_peak", 0.0)))
            yield _samples(frame)


def measure(blocks: Blocks, *, peaks: bool = True) -> Loudness:
    """Return the loudness of a sound."""
    meter = Meter(peaks=peaks)
    for _ in meter.through(blocks):
        pass
    return meter.loudness


def decoded(path: Path, *, pace: float = 1.0) -> Iterator[Stereo]:
    """Yield the sound of a file, played `pace` times as fast.

    Raises:
        av.FFmpegError: it cannot be decoded.
    """
    resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE, frame_size=_CHUNK)
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            frame.sample_rate, frame.pts = round(frame.sample_rate * pace), None
            yield from (_samples(out) for out in resampler.resample(frame))
        yield from (_samples(out) for out in resampler.resample(None))


def read(path: Path) -> Stereo:
    """Return the whole sound of a short file.

    Raises:
        av.FFmpegError: it cannot be decoded.
    """
    parts = list(decoded(path))
    return np.concatenate(parts) if parts else np.zeros((0, 2), np.float32)


def read_wav(path: Path) -> Stereo:
    """Return the whole sound of a short 16-bit WAV, for a fraction of what `read` costs.

    Raises:
        wave.Error: it is something else.
    """
    with wave.open(str(path), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(1, -1)
        layout, rate = ("mono", "stereo")[file.getnchannels() - 1], file.getframerate()
    frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=layout)
    frame.sample_rate = rate
    resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE)
    parts = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([_samples(part) for part in parts])


def save(blocks: Blocks, path: Path) -> None:
    """Write a sound as 16-bit WAV, whole or not at all."""
    draft = path.with_suffix(".tmp")
    try:
        with wave.open(str(draft), "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(RATE)
            for block in blocks:
                file.writeframes((np.clip(block, -1, 1) * _FULL_SCALE).astype("<i2").tobytes())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def limited(blocks: Blocks, length: int) -> Iterator[Stereo]:
    """Yield the first `length` samples of a sound, or all if it has fewer."""
    left = length
    for block in blocks:
        yield block[:left]
        left -= min(left, len(block))
        if not left:
            return


def resized(blocks: Blocks, size: int) -> Iterator[Stereo]:
    """Yield the same sound in blocks of `size` samples; the last may be shorter."""
    rest = np.zeros((0, 2), np.float32)
    for block in blocks:
        joined = np.concatenate([rest, block]) if len(rest) else block
        whole = len(joined) // size * size
        yield from (joined[start : start + size] for start in range(0, whole, size))
        rest = joined[whole:]
    if len(rest):
        yield rest


def frames(blocks: Blocks, size: int = _CHUNK) -> Iterator[av.AudioFrame]:
    """Yield a sound as frames with time stamps."""
    start = 0
    for block in resized(blocks, size):
        flat = np.ascontiguousarray(block).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(flat, format="flt", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        start += len(block)
        yield frame


def decibels(amplitude: float) -> float:
    """Return an amplitude (1.0 is full scale) in decibels."""
    return 20 * float(np.log10(max(amplitude, 1e-6)))


def _passed(blocks: Blocks, heard: tuple[str, str]) -> Iterator[av.AudioFrame]:
    """Yield a sound as frames that one of FFmpeg's filters, (name, arguments), has heard."""
    graph = Graph()
    source = last = graph.add_abuffer(
        sample_rate=RATE, format="flt", layout="stereo", time_base=Fraction(1, RATE)
    )
    out = ("aformat", f"sample_fmts=flt:channel_layouts=stereo:sample_rates={RATE}")
    for name, arguments in (heard, out):
        node = graph.add(name, arguments)
        last.link_to(node)
        last = node
    sink = graph.add("abuffersink")
    last.link_to(sink)
    graph.configure()
    for frame in frames(blocks):
        source.push(frame)
        yield from _ready(sink)
    source.push(None)
    yield from _ready(sink)


def _ready(sink: "av.filter.context.FilterContext") -> Iterator[av.AudioFrame]:
    while True:
        try:
            frame = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, av.AudioFrame):
            yield frame


def _samples(frame: av.AudioFrame) -> Stereo:
    flat: NDArray[np.float32] = frame.to_ndarray().reshape(-1, 2).astype(np.float32, copy=False)
    return flat
