"""What a theme is: frozen values that layouts, backgrounds and captions are drawn from."""

from dataclasses import dataclass
from typing import Literal

from videos.studio.art import RGB
from videos.studio.typography.fonts import Font

Accent = Literal["gradient", "marker", "italic", "glow", "block"]
Kicker = Literal["rule", "pill", "folio", "slash"]
Hero = Literal["glass", "cutout", "plate", "neon", "sticker", "draft"]


_SHARP = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one scene."""

    base: RGB
    field: tuple[RGB, ...]
    """Colours of the background's shapes and lights."""
    ink: RGB
    muted: RGB
    accent: RGB
    second: RGB
    on_accent: RGB
    dark: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """How panels are drawn. Lengths are in pixels of a 1080-line picture."""

    radius: float
    alpha: float
    border: float
    border_alpha: float
    shadow: float = 0.0
    drop: float = 0.0
    shadow_alpha: float = 0.3
    tilt: float = 0.0
    """Radians by which every other card leans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionLook:
    """How captions are drawn; the panel is dark in every theme so that contrast never depends."""

    panel: RGB
    alpha: float
    radius: float
    """Share of the font size."""
    pill_radius: float
    border: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One visual style."""

    id: str
    display: Font
    accent_display: Font
    text: Font
    strong: Font
    palettes: tuple[Palette, ...]
    backgrounds: tuple[str, ...]
    transitions: tuple[str, ...]
    accent: Accent
    kicker: Kicker
    hero: Hero
    card: Card
    caption: CaptionLook
    badge: float
    """Corner radius of badges, as a share of their side; 0.5 is a disc."""
    button: float
    """Corner radius of buttons, as a share of their height."""
    outline: float = 0.0
    """Ink line around solid shapes, which then cast a hard shadow; pixels of a 1080-line picture."""
    glow_strength: float = 0.78
    """How strongly the backdrop's lights colour the base, 0..1."""
    grain: float = 1.0
    """Noise of the backdrop in steps of 8-bit luma; above 1 it is seen, as paper."""
    tracking: float = 0.0
    leading: float = 1.08
    headline: float = 1.0
    """Factor on the size of headlines."""
    uppercase: bool = False
    centred: bool = False
    """Whether headlines without a picture beside them stand in the middle."""

    @property
    def is_backed(self) -> bool:
        """Whether the accent lies behind letters, and is not the colour of any."""
        return self.accent in {"marker", "block"}

    @property
    def is_sharp(self) -> bool:
        """Whether corners are square: what is round elsewhere is then drawn as a block."""
        return self.badge < _SHARP

    def palette(self, index: int) -> Palette:
        """Return the palette of the scene with this index."""
        return self.palettes[index % len(self.palettes)]
