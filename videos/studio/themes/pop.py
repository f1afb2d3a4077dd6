"""Pop: flat loud colour, thick ink, hard shadows, heavy letters."""

from videos.studio.themes.base import CaptionLook, Card, Palette, Theme
from videos.studio.typography.fonts import Font

_INK = (18, 14, 24)
_WHITE = (255, 255, 255)

POP = Theme(
    id="pop",
    display=Font("Archivo", 900),
    accent_display=Font("Archivo", 900),
    text=Font("Archivo", 500),
    strong=Font("Archivo", 800),
    tracking=-0.01,
    leading=1.12,
    headline=1.0,
    accent="block",
    kicker="pill",
    hero="sticker",
    badge=0.28,
    button=0.3,
    outline=6,
    glow_strength=0.0,
    backgrounds=("stripes", "confetti", "checks"),
    transitions=("slices", "push", "iris", "blinds"),
    card=Card(radius=22, alpha=1.0, border=6, border_alpha=1.0, drop=12, shadow_alpha=1.0),
    caption=CaptionLook(panel=_INK, alpha=1.0, radius=0.3, pill_radius=0.2),
    palettes=(
        Palette(
            base=(255, 214, 10), field=((255, 196, 0), (255, 92, 138), (60, 120, 255)),
            ink=_INK, muted=(84, 66, 20), accent=_WHITE, second=(255, 92, 138),
            on_accent=_INK, dark=False,
        ),
        Palette(
            base=(120, 190, 255), field=((100, 172, 250), (255, 220, 60), (255, 120, 90)),
            ink=_INK, muted=(26, 58, 104), accent=(255, 222, 70), second=(255, 128, 96),
            on_accent=_INK, dark=False,
        ),
        Palette(
            base=(255, 150, 190), field=((255, 132, 176), (110, 226, 190), (255, 222, 70)),
            ink=_INK, muted=(104, 28, 66), accent=(124, 232, 196), second=(255, 222, 70),
            on_accent=_INK, dark=False,
        ),
        Palette(
            base=(126, 226, 168), field=((108, 212, 152), (160, 120, 255), (255, 214, 10)),
            ink=_INK, muted=(20, 82, 56), accent=(196, 172, 255), second=(255, 222, 70),
            on_accent=_INK, dark=False,
        ),
    ),
)  # fmt: skip
