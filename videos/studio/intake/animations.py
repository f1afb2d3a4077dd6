"""Animated GIF, WebP, PNG and AVIF: clips by another name."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from PIL import Image

from videos.spec import AssetKind
from videos.studio.intake import images, limits, pictures
from videos.studio.intake.facts import Facts
from videos.studio.intake.judging import Found
from videos.studio.intake.moving import Timed, kept_size, write
from videos.studio.intake.upright import Upright

_USUAL = 100
"""Milliseconds of a frame that asks for less than 20, as browsers show it."""
_QUICKEST = 20
_PAPER = (255, 255, 255, 255)


def judge(picture: Image.Image, name: str) -> Found:
    """Return what an animated picture is.

    Raises:
        Unusable: it is broken or too small.
    """
    width, height = picture.size
    pictures.refuse_small(width, height, name)
    try:
        picture.load()
    except images.BROKEN as error:
        raise pictures.broken(name) from error
    count = getattr(picture, "n_frames", 1)
    facts = Facts(
        kind=AssetKind.CLIP, form=f"animated {picture.format}", width=width, height=height,
        seconds=min(count * _milliseconds(picture) / 1000, float(limits.CLIP_SECONDS)),
        note=pictures.softness(width, height, name),
    )  # fmt: skip
    return Found(facts, lambda target: _write(picture, target))


def _milliseconds(picture: Image.Image) -> float:
    asked = float(picture.info.get("duration") or 0)
    return asked if asked >= _QUICKEST else _USUAL


def _write(picture: Image.Image, target: Path) -> str:
    kept = kept_size(picture.size)
    upright = Upright(kept)

    def fitted(image: Image.Image) -> av.VideoFrame:
        return upright.fitted(av.VideoFrame.from_ndarray(np.asarray(image), "rgb24"))

    write(_frames(picture), fitted, kept, target, last_for=0.0)
    return ".mp4"


def _frames(picture: Image.Image) -> Iterator[Timed[Image.Image]]:
    """Yield the frames on white paper, and the last one again when it ends.

    A frame that is damaged ends the animation.
    """
    second, flat = 0.0, Image.new("RGB", picture.size, _PAPER[:3])
    for number in range(getattr(picture, "n_frames", 1)):
        try:
            picture.seek(number)
            image = picture.convert("RGBA")
        except images.BROKEN:
            break
        paper = Image.new("RGBA", image.size, _PAPER)
        flat = Image.alpha_composite(paper, image).convert("RGB")
        yield Timed(second, flat)
        second += _milliseconds(picture) / 1000
    yield Timed(second, flat)
