"""Neon: a black stage, electric accents, wide capitals, fast cuts."""

from videos.studio.themes.base import CaptionLook, Card, Palette, Theme
from videos.studio.typography.fonts import Font

_WHITE = (250, 252, 255)

NEON = Theme(
    id="neon",
    display=Font("Sora", 800),
    accent_display=Font("Sora", 800),
    text=Font("Sora", 500),
    strong=Font("Sora", 700),
    tracking=-0.025,
    leading=1.12,
    headline=0.9,
    uppercase=True,
    centred=True,
    accent="glow",
    kicker="slash",
    hero="neon",
    badge=0.22,
    button=0.17,
    glow_strength=0.3,
    backgrounds=("grid", "beams", "tunnel"),
    transitions=("slices", "push", "flash", "wipe"),
    card=Card(radius=14, alpha=0.62, border=2.4, border_alpha=0.95, shadow=16, shadow_alpha=0.4),
    caption=CaptionLook(panel=(4, 4, 10), alpha=0.9, radius=0.26, pill_radius=0.16, border=True),
    palettes=(
        Palette(
            base=(5, 4, 14), field=((255, 30, 140), (0, 220, 255), (90, 30, 200)),
            ink=_WHITE, muted=(186, 188, 214), accent=(0, 236, 255), second=(255, 48, 150),
            on_accent=(2, 10, 20), dark=True,
        ),
        Palette(
            base=(3, 9, 8), field=((40, 255, 130), (0, 150, 255), (20, 90, 70)),
            ink=_WHITE, muted=(184, 210, 200), accent=(92, 255, 132), second=(0, 190, 255),
            on_accent=(0, 16, 8), dark=True,
        ),
        Palette(
            base=(12, 5, 4), field=((255, 110, 20), (255, 30, 90), (120, 30, 60)),
            ink=_WHITE, muted=(222, 196, 190), accent=(255, 196, 30), second=(255, 66, 92),
            on_accent=(24, 8, 0), dark=True,
        ),
        Palette(
            base=(7, 4, 18), field=((150, 70, 255), (255, 60, 220), (50, 40, 190)),
            ink=_WHITE, muted=(200, 190, 232), accent=(206, 124, 255), second=(90, 150, 255),
            on_accent=(14, 2, 30), dark=True,
        ),
    ),
)  # fmt: skip
