"""Real clips for vendors to return: a ball that rolls, with or without sound."""

import io
from functools import cache

import av
import numpy as np

RATE = 24


@cache
def clip(seconds: float = 5.0, size: tuple[int, int] = (320, 180), fps: int = RATE) -> bytes:
    """Return a silent MP4."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.options = {"preset": "ultrafast"}
        for number in range(int(seconds * fps)):
            frame = av.VideoFrame.from_ndarray(_picture(number, size), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return buffer.getvalue()


def _picture(number: int, size: tuple[int, int]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    width, height = size
    y, x = np.mgrid[:height, :width]
    picture = np.zeros((height, width, 3), np.uint8)
    picture[..., 0], picture[..., 1] = 60 + 120 * x // width, 80 + 90 * y // height
    picture[..., 2] = 140
    ball = (x - (number * 3) % width) ** 2 + (y - height // 2) ** 2 < (height // 6) ** 2
    picture[ball] = (250, 210, 90)
    return picture
