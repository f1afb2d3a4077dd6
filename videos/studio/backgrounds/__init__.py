"""The registry of backdrops, by the names that themes use."""

from videos.studio.backgrounds.aurora import Glow
from videos.studio.geometry import Frame
from videos.studio.stage import Backdrop
from videos.studio.themes.base import Theme


def backdrop(theme: Theme, frame: Frame, index: int) -> Backdrop:
    """Return the backdrop of the scene with this index."""
    return Glow(frame, theme.palette(index), index)
