"""What a layout is told: the scene, its look, its frame and its clock."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from videos.spec import Layout as Kind
from videos.spec import Scene
from videos.studio.geometry import Frame, Rect
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette, Theme
from videos.studio.timeline import Word
from videos.studio.typography.fonts import Font
from videos.studio.typography.shaping import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything a layout composes from; equal briefs give equal compositions."""

    scene: Scene
    theme: Theme
    palette: Palette
    frame: Frame
    brand: str
    language: str
    rtl: bool
    variant: int
    """How many earlier scenes of the video have the same layout."""
    seconds: float
    words: tuple[Word, ...]
    """Timed in seconds of the scene."""
    logo: Path | None = None
    """The creator's own mark, a PNG."""

    @property
    def unit(self) -> float:
        """One pixel of a 1080-line picture."""
        return self.frame.unit

    @property
    def on_paper(self) -> bool:
        """Whether words over footage stand on paper: dark ink on a picture needs it."""
        scene = self.scene
        is_poster = scene.footage is not None and scene.layout is Kind.FOOTAGE
        return is_poster and not self.palette.dark

    def voice(self, font: Font, tracking: float = 0.0) -> Voice:
        """Return how a text of this video is set in a font."""
        return Voice(font=font, language=self.language, rtl=self.rtl, tracking=tracking)

    def flipped(self, rect: Rect) -> Rect:
        """Mirror a region, when the language is written from right to left."""
        if not self.rtl:
            return rect
        return Rect(self.frame.width - rect.right, rect.y, rect.width, rect.height)

    def cased(self, text: str) -> str:
        """Return a headline in the theme's case."""
        # Upper case may lengthen a word ("ß"); accents count words, so they still match.
        return text.upper() if self.theme.uppercase else text


Layout = Callable[[Brief], tuple[Layer, ...]]
