"""Aurora: deep colour, drifting light, glass panels, a bold geometric sans."""

from videos.studio.themes.base import CaptionLook, Card, Palette, Theme
from videos.studio.typography.fonts import Font

_WHITE = (255, 255, 255)

AURORA = Theme(
    id="aurora",
    display=Font("Space Grotesk", 700),
    accent_display=Font("Space Grotesk", 700),
    text=Font("Inter", 500),
    strong=Font("Inter", 800),
    tracking=-0.02,
    leading=1.1,
    accent="gradient",
    kicker="rule",
    hero="glass",
    badge=0.3,
    button=0.5,
    backgrounds=("ribbons", "bokeh", "orbits"),
    transitions=("push", "wipe", "fade", "lift"),
    card=Card(radius=28, alpha=0.13, border=1.6, border_alpha=0.3, shadow=0),
    caption=CaptionLook(panel=(8, 9, 26), alpha=0.84, radius=0.5, pill_radius=0.28),
    palettes=(
        Palette(
            base=(9, 10, 34), field=((84, 52, 255), (10, 172, 186), (226, 52, 140), (28, 40, 150)),
            ink=_WHITE, muted=(190, 198, 240), accent=(122, 246, 228), second=(160, 142, 255),
            on_accent=(8, 10, 36), dark=True,
        ),
        Palette(
            base=(5, 24, 38), field=((8, 112, 168), (16, 160, 132), (20, 66, 140), (64, 200, 120)),
            ink=_WHITE, muted=(174, 218, 228), accent=(190, 255, 112), second=(48, 232, 194),
            on_accent=(4, 28, 30), dark=True,
        ),
        Palette(
            base=(26, 8, 40), field=((150, 32, 150), (240, 84, 92), (255, 148, 72), (70, 24, 140)),
            ink=_WHITE, muted=(244, 204, 214), accent=(255, 214, 110), second=(255, 126, 150),
            on_accent=(44, 8, 32), dark=True,
        ),
        Palette(
            base=(8, 16, 52), field=((36, 92, 255), (120, 70, 240), (20, 190, 230), (20, 40, 130)),
            ink=_WHITE, muted=(186, 208, 250), accent=(124, 220, 255), second=(150, 160, 255),
            on_accent=(6, 14, 48), dark=True,
        ),
    ),
)  # fmt: skip
