"""Single pictures of a timeline: the thumbnail, and stills for storyboards and documentation."""

from pathlib import Path

import av
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from PIL import Image

from videos.studio.frames import Painter, Planes
from videos.studio.planes import plane_of
from videos.studio.timeline import Timeline

_THUMBNAIL_WIDTH = 1280
_EXACTLY = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
"""Colours between their samples too, and no rounding that darkens."""
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
    height, width = planes[0].shape
    frame = av.VideoFrame(width, height, "yuv420p")
    for index, plane in enumerate(planes):
        plane_of(frame, index)[:] = plane
    frame.colorspace, frame.color_range = Colorspace.ITU709, ColorRange.MPEG
    full = frame.reformat(format="rgb24", dst_color_range=ColorRange.JPEG, interpolation=_EXACTLY)
    return Image.fromarray(full.to_ndarray())
