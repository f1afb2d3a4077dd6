"""Shaping: from a line of text to placed glyphs, with fallback fonts and emoji inside the line.

Lengths are in ems (multiples of the font size), so one shaping serves every size.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from videos.studio.typography import bidi
from videos.studio.typography.clusters import clusters, emoji
from videos.studio.typography.fonts import Face, Font, face, face_for

log = logging.getLogger(__name__)

_EMOJI_ADVANCE = 1.18
_REPLACEMENT = "\ufffd"
_SPACED = (range(0x20, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000), range(0x2010, 0x20D0))
"""Scripts whose letters may be tracked: Latin, Greek, Cyrillic and their punctuation."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a text is set, size apart: font, language, base direction, tracking in ems."""

    font: Font
    language: str = "en"
    rtl: bool = False
    tracking: float = 0.0
    word_space: float = 0.0
    """Ems added to every space between words."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph at a pen position, or an emoji drawing in its place."""

    face: Face | None
    index: int
    picture: Path | None
    x: float
    y: float
    advance: float
    start: int
    """Index in the text of the first character that the glyph stands for."""


@dataclass(frozen=True, slots=True)
class ShapedLine:
    """A line's glyphs from left to right."""

    glyphs: tuple[Glyph, ...]
    width: float
    ascent: float
    descent: float

    def extent(self, start: int, end: int) -> tuple[float, float]:
        """Return the left and right edge of the characters `start <= index < end`."""
        inside = [glyph for glyph in self.glyphs if start <= glyph.start < end]
        if not inside:
            return 0.0, 0.0
        return min(g.x for g in inside), max(g.x + g.advance for g in inside)


@dataclass(slots=True)
class _Run:
    start: int
    text: str
    level: int
    face: Face | None
    picture: Path | None


def uncovered(text: str, voice: Voice) -> tuple[str, ...]:
    """Return the clusters of `text` that no installed font can draw."""
    return tuple(
        cluster
        for cluster in dict.fromkeys(clusters(text))
        if emoji(cluster) is None and face_for(cluster, voice.font, voice.language) is None
    )


@lru_cache(maxsize=4096)
def shape(text: str, voice: Voice) -> ShapedLine:
    """Shape one line. What no font can draw becomes a visible replacement mark, and is logged."""
    runs = _runs(text, voice)
    glyphs: list[Glyph] = []
    pen = 0.0
    for index in bidi.visual_order([run.level for run in runs]):
        placed, pen = _set(runs[index], pen, voice)
        glyphs += placed
    own = face(voice.font)
    faces = [own, *(glyph.face for glyph in glyphs if glyph.face is not None)]
    return ShapedLine(
        tuple(glyphs), pen, max(f.ascent for f in faces), max(f.descent for f in faces)
    )


def _runs(text: str, voice: Voice) -> list[_Run]:
    levels = bidi.levels(text, rtl=voice.rtl)
    runs: list[_Run] = []
    position = 0
    for cluster in clusters(text):
        picture = emoji(cluster)
        found = None if picture else _face(cluster, voice, runs)
        level = levels[position]
        last = runs[-1] if runs else None
        if last and found and last.face is found and last.level == level and not last.picture:
            last.text += cluster
        else:
            runs.append(_Run(position, cluster, level, found, picture))
        position += len(cluster)
    return runs


def _face(cluster: str, voice: Voice, runs: list[_Run]) -> Face | None:
    before = runs[-1].face if runs else None
    if before is not None and not cluster[0].isalnum() and ord(cluster[0]) in before.coverage:
        # Spaces and punctuation stay in the font of the word that they follow.
        return before
    return face_for(cluster, voice.font, voice.language)


def _set(run: _Run, pen: float, voice: Voice) -> tuple[list[Glyph], float]:
    if run.picture is not None:
        glyph = Glyph(None, 0, run.picture, pen, 0.0, _EMOJI_ADVANCE, run.start)
        return [glyph], pen + _EMOJI_ADVANCE
    text, used = run.text, run.face
    if used is None:
        log.warning("No font can draw %s; a replacement mark is shown.", ascii(text))
        text, used = _REPLACEMENT * len(clusters(run.text)), face(Font("Inter", voice.font.weight))
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(char) for char in text])
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.language = voice.language
    hb.shape(used.hb_font, buffer, {"kern": True, "liga": True})
    em = used.hb_face.upem
    glyphs: list[Glyph] = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        advance = place.x_advance / em
        if voice.word_space and text[info.cluster] == " ":
            advance += voice.word_space
        if voice.tracking and advance and _is_spaced(text[info.cluster]):
            advance += voice.tracking
        start = run.start + min(info.cluster, len(run.text) - 1)
        x, y = pen + place.x_offset / em, place.y_offset / em
        glyphs.append(Glyph(used, info.codepoint, None, x, y, advance, start))
        pen += advance
    return glyphs, pen


def _is_spaced(char: str) -> bool:
    return any(ord(char) in letters for letters in _SPACED)
