"""Editorial: a magazine page. Serif display, italics for emphasis, rules, plates, white space."""

from videos.studio.themes.base import CaptionLook, Card, Palette, Theme
from videos.studio.typography.fonts import Font

_PAPER = (246, 242, 234)
_INK = (24, 22, 20)

EDITORIAL = Theme(
    id="editorial",
    display=Font("Fraunces", 500),
    accent_display=Font("Fraunces Italic", 500),
    text=Font("Inter", 450),
    strong=Font("Inter", 650),
    tracking=-0.018,
    leading=1.1,
    headline=0.98,
    accent="italic",
    kicker="folio",
    hero="plate",
    badge=0.0,
    button=0.0,
    glow_strength=0,
    grain=5,
    backgrounds=("halftone", "columns", "plate"),
    transitions=("blinds", "fade", "lift", "wipe"),
    card=Card(radius=0, alpha=0.0, border=0, border_alpha=0),
    caption=CaptionLook(panel=(18, 17, 16), alpha=0.93, radius=0.0, pill_radius=0.06),
    palettes=(
        Palette(
            base=_PAPER, field=((214, 68, 40), (232, 224, 208), (36, 34, 32)),
            ink=_INK, muted=(98, 90, 82), accent=(200, 54, 28), second=(200, 54, 28),
            on_accent=(255, 250, 242), dark=False,
        ),
        Palette(
            base=(22, 30, 44), field=((226, 190, 130), (38, 50, 70), (242, 234, 220)),
            ink=(246, 240, 228), muted=(176, 178, 184), accent=(236, 198, 130), second=(236, 198, 130),
            on_accent=(22, 26, 36), dark=True,
        ),
        Palette(
            base=(232, 226, 212), field=((28, 84, 76), (216, 206, 186), (24, 34, 32)),
            ink=(24, 32, 30), muted=(88, 92, 84), accent=(16, 98, 84), second=(16, 98, 84),
            on_accent=(246, 242, 230), dark=False,
        ),
        Palette(
            base=(110, 24, 32), field=((246, 222, 200), (134, 36, 44), (60, 10, 18)),
            ink=(252, 240, 228), muted=(232, 192, 184), accent=(255, 206, 150), second=(255, 206, 150),
            on_accent=(84, 14, 24), dark=True,
        ),
    ),
)  # fmt: skip
