"""Small finished videos with as many keyframes as one likes: moving stripes and a tone."""

from collections.abc import Collection
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.frame import PictureType

_RATE = 48_000
_AAC_FRAME = 1_024


def film(
    path: Path,
    *,
    size: tuple[int, int] = (1280, 720),
    seconds: float = 10.0,
    rate: int = 12,
    joins: Collection[float] = (),
    noisy: bool = False,
) -> Path:
    """Write a video that has a keyframe every two seconds, and at each of the `joins`.

    A `noisy` one takes as many bits as it is given.
    """
    options = {"movflags": "+faststart"}
    with av.open(str(path), "w", format="mp4", container_options=options) as container:
        x264 = {"preset": "ultrafast", "bf": "2", "sc_threshold": "0", "forced-idr": "1"}
        video = container.add_stream("libx264", rate=rate, options=x264)
        video.width, video.height = size
        video.pix_fmt, video.codec_context.gop_size = "yuv420p", 2 * rate
        audio = container.add_stream("aac", rate=_RATE, layout="stereo")
        keys = {round(join * rate) for join in joins}
        for number in range(round(seconds * rate)):
            frame = _noise(size, number) if noisy else _picture(size, number)
            frame.pts, frame.time_base = number, Fraction(1, rate)
            frame.pict_type = PictureType.I if number in keys else PictureType.NONE
            for packet in video.encode(frame):
                container.mux(packet)
        for packet in video.encode(None):
            container.mux(packet)
        for start in range(0, round(seconds * _RATE), _AAC_FRAME):
            for sound in audio.encode(_tone(start)):
                container.mux(sound)
        for sound in audio.encode(None):
            container.mux(sound)
    return path


def _picture(size: tuple[int, int], number: int) -> av.VideoFrame:
    width, height = size
    x, y = np.arange(width, dtype=np.uint8), np.arange(height, dtype=np.uint8)[:, None]
    luma = 20 + (x // 3 + y // 5 + np.uint8(number * 9 % 200)) % 200
    chroma = np.full((height // 2, width), 128, np.uint8)
    return av.VideoFrame.from_ndarray(np.concatenate([luma, chroma]), "yuv420p")


def _noise(size: tuple[int, int], number: int) -> av.VideoFrame:
    width, height = size
    grain = np.random.default_rng(number).integers(16, 236, (height * 3 // 2, width), np.uint8)
    return av.VideoFrame.from_ndarray(grain, "yuv420p")


def _tone(start: int) -> av.AudioFrame:
    wave = 0.3 * np.sin(2 * np.pi * 440 * np.arange(start, start + _AAC_FRAME) / _RATE)
    frame = av.AudioFrame.from_ndarray(np.stack([wave, wave]).astype(np.float32), "fltp", "stereo")
    frame.sample_rate, frame.pts, frame.time_base = _RATE, start, Fraction(1, _RATE)
    return frame
