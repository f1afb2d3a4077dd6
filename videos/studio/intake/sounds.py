"""Music and recordings: whatever FFmpeg decodes, as FLAC at 48 kHz, in flat memory."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

from videos.spec import AssetKind
from videos.studio.intake import limits, media
from videos.studio.intake.facts import Facts, Unusable
from videos.studio.intake.judging import Found

if TYPE_CHECKING:
    from av.container import InputContainer

_LAYOUT = {AssetKind.MUSIC: "stereo", AssetKind.RECORDING: "mono"}
_FULL_SCALE = 32_768
_REMEDY = "Save it as MP3 or WAV and upload it again."


def judge(path: Path, kind: AssetKind, name: str) -> Found:
    """Return what a sound is, from its header and its first samples.

    Raises:
        Unusable: there is no sound in it that can be decoded, or it is too long.
    """
    with _opened(path, name) as container:
        if not container.streams.audio:
            raise Unusable(f"{name} has no sound in it. Bring an MP3 or a WAV.")
        stream = container.streams.audio[0]
        if not list(islice(_decoded(container), 1)):
            raise Unusable(f"{name} holds no sound that we can read. {_REMEDY}")
        seconds, form = media.seconds_of(container, stream), stream.codec_context.name
    if seconds > limits.SOUND_SECONDS:
        raise Unusable(
            f"{name} is longer than {limits.SOUND_SECONDS // 60} minutes. Cut it and upload it "
            "again."
        )
    facts = Facts(kind=kind, form=form, seconds=seconds)
    return Found(facts, lambda target: _write(path, name, _LAYOUT[kind], target))


def _opened(path: Path, name: str) -> "InputContainer":
    try:
        return media.opened(path)
    except av.FFmpegError as error:
        raise Unusable(f"{name} is not a sound that we can read. {_REMEDY}") from error


def _decoded(container: "InputContainer") -> Iterator[av.AudioFrame]:
    for packet in media.packets(container, container.streams.audio[0]):
        with suppress(av.InvalidDataError):  # a damaged part is passed over
            yield from packet.decode()


def _write(path: Path, name: str, layout: str, target: Path) -> str:
    samples, peak = 0, 0.0
    resampler = av.AudioResampler(format="s16", layout=layout, rate=limits.SOUND_RATE)
    with media.opened(path) as source, av.open(str(target), "w", format="flac") as container:
        stream = container.add_stream("flac", rate=limits.SOUND_RATE, layout=layout)
        for frame in _resampled(source, resampler):
            samples += frame.samples
            peak = max(peak, float(np.abs(frame.to_ndarray().astype(np.int32)).max(initial=0)))
            frame.pts = None
            container.mux(stream.encode(frame))
            if samples >= limits.SOUND_SECONDS * limits.SOUND_RATE:
                break
        container.mux(stream.encode(None))
    _refuse_nothing(samples, peak / _FULL_SCALE, name)
    return ".flac"


def _resampled(source: "InputContainer", resampler: av.AudioResampler) -> Iterator[av.AudioFrame]:
    for frame in _decoded(source):
        frame.pts = None
        yield from resampler.resample(frame)
    yield from resampler.resample(None)


def _refuse_nothing(samples: int, peak: float, name: str) -> None:
    if samples < limits.SHORTEST_SOUND * limits.SOUND_RATE:
        raise Unusable(f"{name} is too short to be heard. Bring a longer one.")
    if peak < limits.SILENT_PEAK:
        raise Unusable(f"{name} is silent from beginning to end. Check it and upload it again.")
