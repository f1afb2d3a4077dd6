"""Single pictures of a timeline: the thumbnail, and stills for storyboards and documentation."""

from pathlib import Path

import numpy as np
from PIL import Image

from videos.studio.compositor.conversion import U8
from videos.studio.frames import Painter, Planes
from videos.studio.timeline import Timeline

_THUMBNAIL_WIDTH = 1280
_RESTED = 0.62
"""Share of a shot after which its entrance is over and nothing has begun to leave."""


def thumbnail(timeline: Timeline, path: Path, assets: Path | None = None) -> None:
    """Write a JPEG of the opening shot at rest, without captions, at most 1280 pixels wide.

    `assets` is the folder of the creator's files.
    """
    # A caption cut off in mid-sentence tells a library's reader less than the clean design.
    painter = Painter(timeline, assets, overlays=False)
    picture = picture_of(painter.frame(resting_frame(timeline, 0)))
    picture.thumbnail((_THUMBNAIL_WIDTH, _THUMBNAIL_WIDTH), Image.Resampling.LANCZOS)
    picture.save(path, "JPEG", quality=88, optimize=True, progressive=True)


def still(timeline: Timeline, index: int, path: Path, assets: Path | None = None) -> None:
    """Write a shot at rest, as the video shows it, in the format of the path's suffix."""
    picture_of(Painter(timeline, assets).frame(resting_frame(timeline, index))).save(path)


def resting_frame(timeline: Timeline, index: int) -> int:
    """Return the frame in which a shot stands complete."""
    shot = timeline.shots[index]
    return shot.start + int((shot.end - shot.start - 1) * _RESTED)


def picture_of(planes: Planes) -> Image.Image:
    """Return limited-range BT.709 planes as an RGB picture (ITU-R BT.709-6, item 3)."""
    luma = (planes[0].astype(np.float32) - 16) * (255 / 219)
    blue, red = (_full(plane) * (255 / 224) for plane in planes[1:])
    channels = (
        luma + 1.5748 * red,
        luma - 0.1873 * blue - 0.4681 * red,
        luma + 1.8556 * blue,
    )
    stacked: U8 = np.clip(np.stack(channels, -1) + 0.5, 0, 255).astype(np.uint8)
    return Image.fromarray(stacked)


def _full(plane: U8) -> np.typing.NDArray[np.float32]:
    half = Image.fromarray(plane.astype(np.float32) - 128, mode="F")
    size = (plane.shape[1] * 2, plane.shape[0] * 2)
    return np.asarray(half.resize(size, Image.Resampling.BILINEAR), np.float32)
