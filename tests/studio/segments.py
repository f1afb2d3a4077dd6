"""Parts of a video that are quick to make: stripes that change, as good or as bad as one likes."""

from pathlib import Path

from videos.studio.encoder import SegmentWriter
from videos.studio.parts import cut
from videos.studio.timeline import Timeline


def segments(
    laid: Timeline, folder: Path, *, dark: bool = False, still: bool = False, short: int = 0
) -> list[Path]:
    """Write every part of a timeline, `short` of so many pictures, and return them in order."""
    paths = []
    for index, part in enumerate(cut(laid)):
        path = part.path(folder)
        writer = SegmentWriter(path, width=laid.width, height=laid.height, fps=laid.fps)
        for number in range(part.length - short):
            luma, *chroma = writer.canvas.planes
            luma[:] = 16 if dark else 60 + (0 if still else number * 3 + index * 7) % 120
            luma[::2] = 16 if dark else 180
            for plane in chroma:
                plane[:] = 128
            writer.add()
        writer.close()
        paths.append(path)
    return paths
