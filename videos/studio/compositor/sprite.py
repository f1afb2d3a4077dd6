"""A sprite: something drawn once, kept as blendable planes, laid on many frames."""

from functools import cached_property

import numpy as np

from videos.studio.compositor import conversion
from videos.studio.compositor.conversion import F32, I32, U8, U16

_PAD = 2
_GAP = 12

ChromaPlanes = tuple[U16, U16, U16]


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
        self.key = None if key is None else np.pad(key.astype(np.float32), edges, mode="edge")
        self.height, self.width = self._rgba.shape[:2]
        self.origin = (origin[0] + _PAD, origin[1] + _PAD)
        self._chroma: dict[tuple[int, int], ChromaPlanes] = {}
        self._chroma_runs: dict[tuple[int, int], I32] = {}

    @cached_property
    def luma(self) -> tuple[U16, U16]:
        """(keep, add) of the luma plane."""
        return conversion.luma(self._rgba)

    @cached_property
    def runs(self) -> I32:
        """Luma runs that hold anything."""
        return conversion.spans(self.luma[0], _GAP, 0)

    @cached_property
    def soft_runs(self) -> tuple[I32, I32]:
        """Luma and chroma runs for a blit at a fraction of a pixel."""
        return (
            conversion.spans(self.luma[0], _GAP, 1),
            conversion.spans(self.chroma(0, 0)[0], _GAP, 1),
        )

    def chroma(self, odd_x: int, odd_y: int) -> ChromaPlanes:
        """(keep, U, V) for a sprite whose corner lies on an odd or even pixel."""
        phase = (odd_x, odd_y)
        if phase not in self._chroma:
            self._chroma[phase] = conversion.chroma(self._rgba, odd_x, odd_y)
        return self._chroma[phase]

    def chroma_runs(self, odd_x: int, odd_y: int) -> I32:
        """Chroma runs that hold anything, for the same phase as `chroma`."""
        phase = (odd_x, odd_y)
        if phase not in self._chroma_runs:
            self._chroma_runs[phase] = conversion.spans(self.chroma(odd_x, odd_y)[0], _GAP, 0)
        return self._chroma_runs[phase]
