"""The registry of themes: the ids are those of the catalogue's styles."""

from videos.studio.themes.aurora import AURORA
from videos.studio.themes.base import Theme
from videos.studio.themes.blueprint import BLUEPRINT
from videos.studio.themes.branding import branded
from videos.studio.themes.daylight import DAYLIGHT
from videos.studio.themes.editorial import EDITORIAL
from videos.studio.themes.neon import NEON
from videos.studio.themes.pop import POP

THEMES = {
    "aurora": AURORA,
    "daylight": DAYLIGHT,
    "editorial": EDITORIAL,
    "neon": NEON,
    "pop": POP,
    "blueprint": BLUEPRINT,
}


def theme(style: str, brand_colour: str = "") -> Theme:
    """Return the theme of a style, in the creator's colour ("#4a3aff") when there is one.

    Raises:
        KeyError: no such style.
    """
    return branded(THEMES[style], brand_colour) if brand_colour else THEMES[style]
