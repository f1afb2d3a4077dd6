"""The brand's mark: the creator's logo, or the name's initial on a badge in the theme's shape."""

from videos.studio.art.lettering import Ink, Words
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.logos import logo_layers, logo_width
from videos.studio.layouts.solids import solid
from videos.studio.motion import Motion
from videos.studio.stage import Layer
from videos.studio.typography.clusters import clusters
from videos.studio.typography.shaping import shape


def mark_layers(
    brief: Brief, middle: tuple[float, float], size: float, motion: Motion
) -> list[Layer]:
    """Return the logo, or the badge and the initial, around one middle."""
    if brief.logo:
        return logo_layers(brief, brief.logo, middle, size, motion)
    badge = solid(brief, size, size, brief.theme.badge)
    layers = [Layer(art=badge, x=middle[0], y=middle[1], motion=motion)]
    initial = initial_of(brief.brand)
    if initial:
        layers.append(_initial(brief, initial, middle, size, motion))
    return layers


def mark_width(brief: Brief, size: float) -> float:
    """Return how wide a mark of a height is."""
    return logo_width(brief.logo, size) if brief.logo else size


def initial_of(brand: str) -> str:
    """Return the first letter or digit of a name in upper case, or nothing."""
    return next((part.upper() for part in clusters(brand) if part[0].isalnum()), "")


def _initial(
    brief: Brief, initial: str, middle: tuple[float, float], size: float, motion: Motion
) -> Layer:
    letters = size * 0.6
    voice = brief.voice(brief.theme.display)
    art = Words(
        line=initial, start=0, end=len(initial), voice=voice, size=letters,
        ink=Ink(colour=brief.palette.on_accent),
    )  # fmt: skip
    x = middle[0] - shape(initial, voice).width * letters / 2
    return Layer(art=art, x=x, y=middle[1] + letters * 0.355, motion=motion)
