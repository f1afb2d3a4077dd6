"""Reading, filtering and measuring sound with FFmpeg's libraries. Samples are float32, stereo."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.filter import Graph
from numpy.typing import NDArray

Stereo = NDArray[np.float32]
"""Shape (samples, 2), values -1 to 1."""

RATE = 48_000
_CHUNK = 4_800
_SILENT_DB = -70.0
"""What ebur128 reports where there is nothing to hear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """What EBU R 128 says of a recording."""

    integrated: float
    """LUFS over the whole."""
    true_peak: float
    """dBTP, the highest."""


def read(path: Path, *, stream: int = 0) -> Stereo:
    """Return the sound of the file at `path` as stereo at RATE.

    Raises:
        av.FFmpegError: it cannot be decoded.
    """
    resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE)
    parts: list[Stereo] = []
    with av.open(str(path)) as container:
        for frame in container.decode(audio=stream):
            parts += [_samples(out) for out in resampler.resample(frame)]
        parts += [_samples(out) for out in resampler.resample(None)]
    return np.concatenate(parts) if parts else np.zeros((0, 2), np.float32)


def run(samples: Stereo, filters: Sequence[tuple[str, str]]) -> Stereo:
    """Return `samples` passed through FFmpeg's `filters`, each (name, arguments)."""
    return np.concatenate([_samples(frame) for frame in _filtered(samples, filters)])


def measure(samples: Stereo) -> Loudness:
    """Return the loudness of `samples`."""
    integrated, peak = _SILENT_DB, 0.0
    for frame in _filtered(samples, [("ebur128", "peak=true:metadata=1")]):
        facts = frame.metadata
        integrated = float(facts.get("lavfi.r128.I", integrated))
        peak = max(peak, float(facts.get("lavfi.r128.true_peak", 0.0)))
    return Loudness(integrated=integrated, true_peak=decibels(peak))


def decibels(amplitude: float) -> float:
    """Return an amplitude (1.0 is full scale) in decibels."""
    return 20 * float(np.log10(max(amplitude, 1e-6)))


def frames(samples: Stereo, size: int = _CHUNK) -> Iterator[av.AudioFrame]:
    """Yield `samples` as frames with time stamps."""
    for start in range(0, len(samples), size):
        part = np.ascontiguousarray(samples[start : start + size]).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(part, format="flt", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        yield frame


def _filtered(samples: Stereo, filters: Sequence[tuple[str, str]]) -> Iterator[av.AudioFrame]:
    graph = Graph()
    source = last = graph.add_abuffer(
        sample_rate=RATE, format="flt", layout="stereo", time_base=Fraction(1, RATE)
    )
    out = ("aformat", f"sample_fmts=flt:channel_layouts=stereo:sample_rates={RATE}")
    for name, arguments in [*filters, out]:
        node = graph.add(name, arguments)
        last.link_to(node)
        last = node
    sink = graph.add("abuffersink")
    last.link_to(sink)
    graph.configure()
    for frame in [*frames(samples), None]:
        source.push(frame)
        while (ready := _pull(sink)) is not None:
            yield ready


def _pull(sink: "av.filter.context.FilterContext") -> av.AudioFrame | None:
    try:
        frame = sink.pull()
    except (av.BlockingIOError, av.EOFError):
        return None
    return frame if isinstance(frame, av.AudioFrame) else None


def _samples(frame: av.AudioFrame) -> Stereo:
    flat: NDArray[np.float32] = frame.to_ndarray().reshape(-1, 2).astype(np.float32, copy=False)
    return flat
