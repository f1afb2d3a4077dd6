"""Arrays of colour that the drawings share: gradients, layers, premultiplication."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from videos.studio.art import RGB

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


def layer(colour: F32, alpha: F32) -> F32:
    """Return premultiplied RGBA (0..255) of a colour field under a coverage of 0..1."""
    out = np.empty((*alpha.shape, 4), np.float32)
    out[..., :3] = colour * alpha[..., None]
    out[..., 3] = alpha * 255
    return out


def over(below: F32, above: F32) -> F32:
    """Lay one premultiplied layer over another."""
    return above + below * (1 - above[..., 3:] / np.float32(255))


def finish(field: F32) -> U8:
    """Round a premultiplied layer to bytes, never brighter than its alpha."""
    rounded = np.clip(field + 0.5, 0, 255).astype(np.uint8)
    np.minimum(rounded[..., :3], rounded[..., 3:], out=rounded[..., :3])
    bytes_: U8 = rounded
    return bytes_


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
