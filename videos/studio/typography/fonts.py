"""Where fonts come from, and which of them can draw a character.

Fonts are files of installed packages, so nothing is asked of the system and nothing downloaded.
"""

import importlib.util
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import freetype
import uharfbuzz as hb

_FILES = {
    "Inter": ("fontpkg_inter", "files/Inter[opsz,wght].ttf"),
    "Inter Italic": ("fontpkg_inter", "files/Inter-Italic[opsz,wght].ttf"),
    "Space Grotesk": ("fontpkg_space_grotesk", "files/SpaceGrotesk[wght].ttf"),
    "Bricolage Grotesque": (
        "fontpkg_bricolage_grotesque",
        "files/BricolageGrotesque[opsz,wdth,wght].ttf",
    ),
    "Fraunces": ("fontpkg_fraunces", "files/Fraunces[SOFT,WONK,opsz,wght].ttf"),
    "Fraunces Italic": ("fontpkg_fraunces", "files/Fraunces-Italic[SOFT,WONK,opsz,wght].ttf"),
    "Archivo": ("fontpkg_archivo", "files/Archivo[wdth,wght].ttf"),
    "JetBrains Mono": ("fontpkg_jetbrains_mono", "files/JetBrainsMono[wght].ttf"),
    "Sora": ("fontpkg_sora", "files/Sora[wght].ttf"),
}
_NOTO = (
    "", "Arabic", "Hebrew", "Devanagari", "Bengali", "Gujarati", "Gurmukhi", "Tamil", "Telugu",
    "Kannada", "Malayalam", "Oriya", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Ethiopic",
    "Armenian", "Georgian", "Symbols",
)  # fmt: skip
_CJK = {"ja": 0, "ko": 1, "zh": 2}
_CJK_FILE = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")
_SETTINGS = {"WONK": 0.0, "SOFT": 0.0, "wdth": 100.0, "opsz": 72.0}
"""Axes beside weight: display cuts, plain forms."""


@dataclass(frozen=True, slots=True)
class Font:
    """A family at a weight, as a theme asks for it."""

    family: str
    weight: int = 400


class Face:
    """One font file at one weight, ready to shape (HarfBuzz) and to draw (FreeType)."""

    def __init__(self, path: Path, weight: int, index: int = 0) -> None:
        self.path, self.index = path, index
        self._blob = hb.Blob.from_file_path(str(path))
        self.hb_face = hb.Face(self._blob, index)
        self.hb_font = hb.Font(self.hb_face)
        self.axes = self._coordinates(weight)
        self.hb_font.set_variations(self.axes)
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.hb_face.upem
        self.descent: float = -extents.descender / self.hb_face.upem

    def _coordinates(self, weight: int) -> dict[str, float]:
        wanted = {**_SETTINGS, "wght": float(weight)}
        return {
            axis.tag: min(max(wanted.get(axis.tag, axis.max_value), axis.min_value), axis.max_value)
            for axis in self.hb_face.axis_infos
        }

    @cached_property
    def coverage(self) -> frozenset[int]:
        """Code points that the font has a glyph for."""
        return frozenset(self.hb_face.unicodes)

    @cached_property
    def ft_face(self) -> freetype.Face:
        """The same font for drawing outlines."""
        face = freetype.Face(str(self.path), self.index)
        if self.axes:
            face.set_var_design_coords(list(self.axes.values()))
        return face


@lru_cache(maxsize=64)
def _load(package: str, name: str, weight: int, index: int) -> Face:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"The fonts package {package} is not installed.", name=package)
    return Face(Path(found.origin).parent / name, weight, index)


def face(font: Font) -> Face:
    """Return the face of a family in the registry.

    Raises:
        KeyError: no such family.
        ModuleNotFoundError: the wheel that holds it is not installed.
    """
    package, name = _FILES[font.family]
    return _load(package, name, font.weight, 0)


@lru_cache(maxsize=64)
def fallbacks(font: Font, language: str) -> tuple[tuple[str, str, int, int], ...]:
    """Return load arguments of every font to try, the theme's own first."""
    noto = [("manimgx_fonts", f"NotoSans{name}[wght].ttf", font.weight, 0) for name in _NOTO]
    first = _CJK.get(language, 0)
    order = [first, *(index for index in _CJK.values() if index != first)]
    cjk = [(*_CJK_FILE, font.weight, index) for index in order]
    own = [(*_FILES[font.family], font.weight, 0), (*_FILES["Inter"], font.weight, 0)]
    emoji = ("manimgx_fonts", "NotoEmoji[wght].ttf", font.weight, 0)
    return (*own, *noto, *cjk, emoji)


@lru_cache(maxsize=8192)
def face_for(cluster: str, font: Font, language: str) -> Face | None:
    """Return the first face that can draw the whole cluster, or None when none can."""
    needed = {ord(char) for char in cluster if not _is_ignorable(char)}
    for arguments in fallbacks(font, language):
        candidate = _load(*arguments)
        if needed <= candidate.coverage:
            return candidate
    return None


def _is_ignorable(char: str) -> bool:
    return (
        char in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad" or "\ufe00" <= char <= "\ufe0f"
    )
