"""A sprite: something drawn once, kept as blendable planes, laid on many frames."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from videos.studio.compositor import conversion, runs, warping
from videos.studio.compositor.conversion import F32, I32, U8, U16, U32
from videos.studio.compositor.kernels import Source

STEPS = 4
"""Places per pixel at which a sprite is kept ready, as fine as the encoder follows motion."""
_PAD = 2
_NO_PLANE: U16 = np.empty((0, 0), np.uint16)

ChromaPlanes = tuple[U16, U16, U16]


@dataclass(frozen=True, slots=True)
class Gated:
    """A sprite's planes with the order in which each is revealed, for one parity of its corner."""

    odd: tuple[int, int]
    luma: tuple[Source, F32]
    chroma: tuple[ChromaPlanes, F32]


@dataclass(frozen=True, slots=True)
class Placed:
    """A sprite's planes for one fraction of a pixel, as the runs that hold anything."""

    luma: tuple[U16, U16, I32]
    """(keep, add, runs)."""
    chroma: tuple[U16, U16, U16, I32]
    """(keep, add U, add V, runs)."""


class Sprite:
    """Planes of one drawing. `origin` is where its anchor lies, in pixels from its corner."""

    def __init__(
        self,
        rgba: U8,
        origin: tuple[float, float] = (0, 0),
        key: F32 | None = None,
        *,
        is_soft: bool = False,
    ) -> None:
        """Take premultiplied RGBA; a `key` (same size, 0..1) says in which order it is revealed.

        What is soft has no edge that could be seen to step, so it moves by whole pixels.
        """
        self.is_soft = is_soft
        height, width = rgba.shape[:2]
        # A transparent border lets the bilinear kernels read beyond the edge.
        edges = ((_PAD, _PAD + height % 2), (_PAD, _PAD + width % 2))
        self._rgba = np.ascontiguousarray(np.pad(rgba, (*edges, (0, 0))))
        padded = None if key is None else np.pad(key.astype(np.float32), edges, mode="edge")
        self.key = None if padded is None else np.ascontiguousarray(padded)
        self.height, self.width = self._rgba.shape[:2]
        self.origin = (origin[0] + _PAD, origin[1] + _PAD)
        self._lumas: dict[tuple[int, int], tuple[U16, U16, I32]] = {}
        self._placed: dict[tuple[int, int], Placed] = {}
        self._gated: Gated | None = None

    @cached_property
    def dense(self) -> tuple[Source, ChromaPlanes]:
        """Luma (keep, add) and chroma (keep, U, V) in full, for what is not laid by runs."""
        return conversion.luma(self._rgba), self.chroma(0, 0)

    @cached_property
    def soft_runs(self) -> tuple[I32, I32]:
        """Luma and chroma runs for a blit at a fraction of a pixel."""
        luma, chroma = self.dense
        return runs.reached(luma[0]), runs.reached(chroma[0])

    @cached_property
    def warpable(self) -> tuple[U32, U32, U32]:
        """Luma, U and V for a blit that scales or turns."""
        keep, u, v = self.chroma(0, 0)
        luma = warping.packed(*conversion.luma(self._rgba))
        return luma, warping.packed(keep, u), warping.packed(keep, v)

    def chroma(self, odd_x: int, odd_y: int) -> ChromaPlanes:
        """(keep, U, V) for a sprite whose corner lies on an odd or even pixel."""
        return conversion.chroma(self._rgba, odd_x, odd_y)

    def gated(self, x: int, y: int) -> Gated | None:
        """Return what is revealed bit by bit with a corner at the pixel (x, y); None without a key.

        It is kept from frame to frame, as what is revealed seldom moves meanwhile.
        """
        odd = (x & 1, y & 1)
        if self.key is not None and (self._gated is None or self._gated.odd != odd):
            luma, even = self.dense
            chroma = self.chroma(*odd) if any(odd) else even
            half_key = _half_key(self.key, *odd, chroma[0].shape)
            self._gated = Gated(odd, (luma, self.key), (chroma, half_key))
        return self._gated

    def snapped(self, x: float, y: float) -> tuple[float, float]:
        """Return the place next to (x, y) at which the sprite's corner is on a whole pixel.

        What rests there is sharp, and is laid in the quickest way.
        """
        return (
            round(x - self.origin[0]) + self.origin[0],
            round(y - self.origin[1]) + self.origin[1],
        )

    def placed(self, x: int, y: int) -> Placed:
        """Return the planes for a corner at (x, y) steps of 1/STEPS pixel, 0 up to two pixels."""
        if (x, y) not in self._placed:
            inner = (x % STEPS, y % STEPS)
            if inner not in self._lumas:
                self._lumas[inner] = self._luma_at(*inner)
            self._placed[x, y] = Placed(self._lumas[inner], self._chroma_at(x, y))
        return self._placed[x, y]

    def settle(self) -> None:
        """Forget what was made for motion: what has come to rest seldom moves again."""
        self._lumas.clear()
        self._placed.clear()
        self._gated = None
        for kept in ("dense", "soft_runs", "warpable"):
            self.__dict__.pop(kept, None)

    @property
    def _moves(self) -> bool:
        """Whether it was placed before. What moves is converted once, what rests is not kept."""
        return bool(self._placed)

    def _luma_at(self, x: int, y: int) -> tuple[U16, U16, I32]:
        keep, add = self.dense[0] if self._moves else conversion.luma(self._rgba)
        keep, add, _, found = runs.gathered(keep, add, _NO_PLANE, (2 * x, 2 * y))
        return keep, add, found

    def _chroma_at(self, x: int, y: int) -> tuple[U16, U16, U16, I32]:
        across, odd_x = _split(x)
        down, odd_y = _split(y)
        even = self._moves and not (odd_x or odd_y)
        planes = self.dense[1] if even else self.chroma(odd_x, odd_y)
        return runs.gathered(*planes, (across, down))


def _split(steps: int) -> tuple[int, int]:
    """Return (eighths of a chroma sample, whether the corner lies on an odd pixel)."""
    return (0, 1) if steps == STEPS else (steps, 0)


def _half_key(key: F32, odd_x: int, odd_y: int, shape: tuple[int, ...]) -> F32:
    rows = np.clip(np.arange(shape[0]) * 2 - odd_y, 0, key.shape[0] - 1)
    columns = np.clip(np.arange(shape[1]) * 2 - odd_x, 0, key.shape[1] - 1)
    return np.ascontiguousarray(key[rows][:, columns])
