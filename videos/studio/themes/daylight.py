"""Daylight: warm paper, cut-out shapes, a friendly grotesque, marker strokes."""

from videos.studio.themes.base import CaptionLook, Card, Palette, Theme
from videos.studio.typography.fonts import Font

_INK = (38, 28, 44)

DAYLIGHT = Theme(
    id="daylight",
    display=Font("Bricolage Grotesque", 800),
    accent_display=Font("Bricolage Grotesque", 800),
    text=Font("Bricolage Grotesque", 500),
    strong=Font("Bricolage Grotesque", 700),
    tracking=-0.022,
    leading=1.06,
    headline=1.04,
    accent="marker",
    kicker="pill",
    hero="cutout",
    badge=0.5,
    button=0.5,
    glow_strength=0.5,
    backgrounds=("shapes", "arches", "dots"),
    transitions=("iris", "push", "lift", "fade"),
    card=Card(radius=34, alpha=1.0, border=0, border_alpha=0, drop=10, shadow_alpha=0.16, tilt=0.012),
    caption=CaptionLook(panel=(36, 26, 42), alpha=0.94, radius=0.9, pill_radius=0.5),
    palettes=(
        Palette(
            base=(255, 244, 226), field=((255, 176, 92), (255, 128, 112), (120, 196, 172), (255, 214, 120)),
            ink=_INK, muted=(108, 84, 92), accent=(255, 190, 60), second=(255, 120, 96),
            on_accent=_INK, dark=False,
        ),
        Palette(
            base=(230, 244, 238), field=((108, 190, 160), (255, 196, 92), (88, 146, 220), (176, 224, 196)),
            ink=(22, 44, 48), muted=(62, 92, 92), accent=(128, 222, 170), second=(255, 176, 72),
            on_accent=(16, 44, 40), dark=False,
        ),
        Palette(
            base=(252, 232, 230), field=((246, 124, 124), (255, 184, 104), (150, 120, 214), (255, 170, 172)),
            ink=(60, 22, 44), muted=(128, 72, 88), accent=(255, 154, 150), second=(156, 124, 226),
            on_accent=(58, 16, 40), dark=False,
        ),
        Palette(
            base=(232, 238, 254), field=((116, 152, 250), (255, 200, 96), (244, 132, 142), (184, 204, 255)),
            ink=(26, 30, 66), muted=(78, 86, 128), accent=(255, 212, 92), second=(104, 144, 250),
            on_accent=(26, 30, 66), dark=False,
        ),
    ),
)  # fmt: skip
