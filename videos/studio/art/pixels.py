"""Arrays of colour that the drawings share: gradients, layers, premultiplication."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from videos.studio.art import RGB
from videos.studio.compositor.jit import kernel

U8 = npt.NDArray[np.uint8]
F32 = npt.NDArray[np.float32]


def gradient(shape: tuple[int, int], first: RGB, second: RGB | None, slant: float = 0.35) -> F32:
    """Return an (h, w, 3) field from `first` at the left to `second` at the right, slanted."""
    height, width = shape
    if second is None or second == first:
        return np.full((height, width, 3), first, np.float32)
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    share: F32 = (x * (1 - slant) + y * slant)[..., None]
    ends = np.array(first, np.float32), np.array(second, np.float32)
    return ends[0] * (1 - share) + ends[1] * share


@kernel
def layer(colour: F32, alpha: F32) -> F32:
    """Return premultiplied RGBA (0..255) of a colour field under a coverage of 0..1."""
    height, width = alpha.shape
    out = np.empty((height, width, 4), np.float32)
    for y in range(height):
        for x in range(width):
            a = alpha[y, x]
            for c in range(3):
                out[y, x, c] = colour[y, x, c] * a
            out[y, x, 3] = a * np.float32(255)
    return out


def flat(colour: RGB, alpha: F32) -> F32:
    """Return premultiplied RGBA of one colour under a coverage of 0..1."""
    red, green, blue = colour
    return _flat(np.array((red, green, blue, 255), np.float32), alpha)


@kernel
def _flat(colour: F32, alpha: F32) -> F32:
    height, width = alpha.shape
    out = np.empty((height, width, 4), np.float32)
    for y in range(height):
        for x in range(width):
            for c in range(4):
                out[y, x, c] = colour[c] * alpha[y, x]
    return out


@kernel
def over(below: F32, above: F32) -> F32:
    """Lay one premultiplied layer over another."""
    height, width = below.shape[:2]
    out = np.empty((height, width, 4), np.float32)
    for y in range(height):
        for x in range(width):
            stay = 1 - above[y, x, 3] * np.float32(1 / 255)
            for c in range(4):
                out[y, x, c] = above[y, x, c] + below[y, x, c] * stay
    return out


@kernel
def finish(field: F32) -> U8:
    """Round a premultiplied layer to bytes, never brighter than its alpha."""
    height, width = field.shape[:2]
    out = np.empty((height, width, 4), np.uint8)
    for y in range(height):
        for x in range(width):
            top = min(max(field[y, x, 3] + np.float32(0.5), np.float32(0)), np.float32(255))
            for c in range(4):
                value = min(max(field[y, x, c] + np.float32(0.5), np.float32(0)), top)
                out[y, x, c] = np.uint8(value)
    return out


def blurred(mask: F32, radius: float) -> F32:
    """Return a coverage blurred by a Gaussian of `radius` pixels."""
    picture = Image.fromarray((mask * 255).astype(np.uint8), "L")
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(radius)), np.float32) / np.float32(
        255
    )


def premultiplied(picture: Image.Image) -> F32:
    """Return a straight RGBA picture as a premultiplied layer."""
    values = np.asarray(picture.convert("RGBA"), np.float32).copy()
    values[..., :3] *= values[..., 3:] / 255
    return values
