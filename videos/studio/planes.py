"""Decoded frames as arrays."""

import av
import numpy as np
import numpy.typing as npt


def plane_of(frame: av.VideoFrame, index: int) -> npt.NDArray[np.uint8]:
    """Return a plane of an 8-bit planar frame as rows of pixels, in place."""
    plane = frame.planes[index]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]
