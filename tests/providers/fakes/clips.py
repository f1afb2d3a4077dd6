"""Real clips for vendors to return: a ball that rolls, and a person who says a script aloud."""

import io
from functools import cache

import av
import numpy as np
from numpy.typing import NDArray

from videos.studio.narration.clip import Clip, join

RATE = 24
Picture = NDArray[np.uint8]


@cache
def clip(seconds: float = 5.0, size: tuple[int, int] = (320, 180), fps: int = RATE) -> bytes:
    """Return a silent MP4."""
    return _mp4([_picture(number, size) for number in range(int(seconds * fps))], fps, None)


@cache
def tinted(red: int, green: int, blue: int, seconds: float = 5.0) -> bytes:
    """Return a silent MP4 whose pictures can be told by their colour."""
    colour = np.array([red, green, blue]) * 0.75
    moments = (_picture(number, (320, 180)) for number in range(int(seconds * RATE)))
    pictures = [(moment * 0.25 + colour).astype(np.uint8) for moment in moments]
    return _mp4(pictures, RATE, None)


@cache
def speaking(script: str, size: tuple[int, int] = (320, 180), fps: int = RATE) -> bytes:
    """Return an MP4 in which a person says the whole script, the mouth as wide as it is loud."""
    voice = _said(script)
    step = voice.rate // fps
    moments = [voice.samples[start : start + step] for start in range(0, len(voice.samples), step)]
    loudness = [float(np.sqrt(np.mean(moment**2))) for moment in moments]
    return _mp4([_person(loud, size) for loud in loudness], fps, voice)


def _said(script: str) -> Clip:
    # Here, so that vendors who send silent clips do not wait for a voice to load.
    from tests.narration.readings import read_aloud

    paragraphs = [read_aloud(part.split(), "miles") for part in script.split("\n\n")]
    breath = Clip(np.zeros(paragraphs[0].rate // 2, np.float32), paragraphs[0].rate, ())
    return join([breath, *paragraphs, breath], [0.0, *[0.4] * len(paragraphs), 0.0])


def _mp4(pictures: list[Picture], fps: int, voice: Clip | None) -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        video = container.add_stream("libx264", rate=fps)
        video.height, video.width = pictures[0].shape[:2]
        video.pix_fmt, video.options = "yuv420p", {"preset": "ultrafast"}
        audio = container.add_stream("aac", rate=voice.rate, layout="mono") if voice else None
        for picture in pictures:
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(video.encode())
        if voice and audio:
            sound = av.AudioFrame.from_ndarray(voice.samples[None], format="fltp", layout="mono")
            sound.sample_rate = voice.rate
            container.mux(audio.encode(sound))
            container.mux(audio.encode())
    return buffer.getvalue()


def _background(size: tuple[int, int]) -> tuple[Picture, NDArray[np.int_], NDArray[np.int_]]:
    width, height = size
    y, x = np.mgrid[:height, :width]
    picture = np.zeros((height, width, 3), np.uint8)
    picture[..., 0], picture[..., 1] = 60 + 120 * x // width, 80 + 90 * y // height
    picture[..., 2] = 140
    return picture, x, y


def _picture(number: int, size: tuple[int, int]) -> Picture:
    picture, x, y = _background(size)
    width, height = size
    ball = (x - (number * 3) % width) ** 2 + (y - height // 2) ** 2 < (height // 6) ** 2
    picture[ball] = (250, 210, 90)
    return picture


def _person(loudness: float, size: tuple[int, int]) -> Picture:
    picture, x, y = _background(size)
    across, down = x / size[1] - size[0] / size[1] / 2, y / size[1]  # heights from the middle
    picture[(across / 0.38) ** 2 + ((down - 1.05) / 0.4) ** 2 < 1] = (40, 50, 90)
    picture[(across / 0.17) ** 2 + ((down - 0.42) / 0.24) ** 2 < 1] = (224, 178, 148)
    for eye in (-0.06, 0.06):
        picture[(across - eye) ** 2 + (down - 0.37) ** 2 < 0.015**2] = (40, 30, 30)
    opened = 0.008 + min(0.05, loudness * 0.3)
    picture[(across / 0.06) ** 2 + ((down - 0.53) / opened) ** 2 < 1] = (140, 50, 50)
    return picture
