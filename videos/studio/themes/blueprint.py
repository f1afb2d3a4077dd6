"""Blueprint: a drawing board at night, fine lines, measured marks, letters of one width."""

from videos.studio.themes.base import CaptionLook, Card, Palette, Theme
from videos.studio.typography.fonts import Font

_CHALK = (232, 240, 250)

BLUEPRINT = Theme(
    id="blueprint",
    display=Font("JetBrains Mono", 700),
    accent_display=Font("JetBrains Mono", 700),
    text=Font("JetBrains Mono", 400),
    strong=Font("JetBrains Mono", 600),
    tracking=-0.04,
    leading=1.14,
    headline=0.86,
    accent="italic",
    kicker="rule",
    hero="draft",
    badge=0.04,
    button=0.08,
    glow_strength=0.34,
    backgrounds=("paper", "contours", "crosses"),
    transitions=("wipe", "lift", "blinds", "fade"),
    card=Card(radius=4, alpha=0.55, border=2, border_alpha=0.55),
    caption=CaptionLook(panel=(4, 12, 26), alpha=0.92, radius=0.1, pill_radius=0.08),
    palettes=(
        Palette(
            base=(11, 40, 84), field=((24, 88, 160), (14, 60, 120)),
            ink=_CHALK, muted=(172, 194, 222), accent=(255, 203, 84), second=(120, 200, 255),
            on_accent=(16, 30, 56), dark=True,
        ),
        Palette(
            base=(8, 44, 52), field=((18, 104, 110), (10, 66, 76)),
            ink=(230, 246, 244), muted=(164, 204, 202), accent=(126, 240, 206),
            second=(255, 190, 110), on_accent=(4, 36, 38), dark=True,
        ),
        Palette(
            base=(34, 30, 62), field=((86, 70, 150), (52, 44, 100)),
            ink=(240, 238, 252), muted=(194, 188, 222), accent=(255, 158, 128),
            second=(150, 190, 255), on_accent=(44, 20, 30), dark=True,
        ),
        Palette(
            base=(24, 30, 38), field=((58, 78, 96), (36, 48, 60)),
            ink=(238, 242, 246), muted=(184, 196, 208), accent=(142, 206, 255),
            second=(255, 203, 84), on_accent=(8, 26, 44), dark=True,
        ),
    ),
)  # fmt: skip
