"""A creator's image or clip behind a scene, under a veil of the style's light."""

from collections.abc import Sequence
from pathlib import Path

from videos.spec import AssetKind, Layout
from videos.studio.backgrounds import subject
from videos.studio.backgrounds.camera import DRIFT, MOVES, STILL, Camera
from videos.studio.backgrounds.film import Film
from videos.studio.backgrounds.still import Still
from videos.studio.backgrounds.veil import Lamp, Shade, Veil
from videos.studio.compositor.canvas import Canvas
from videos.studio.compositor.conversion import F32
from videos.studio.geometry import Frame, Rect, around
from videos.studio.layouts.brief import Brief
from videos.studio.stage import Backdrop, Layer

_POSTER = 0.45
"""Least density under a poster's words."""
_BRAND_WIDTH, _BRAND_HEIGHT = 0.3, 0.06
"""Shares of the safe area, at its beginning, in which the brand stands."""
_FULL = 0.5
"""Least density under layouts that use the whole frame."""
_BLUR = 5.0
"""Pixels of a 1080-line picture; lists and charts stand before a picture out of focus."""
_WANDER = 0.08
"""Share of the frame by which the camera moves the picture under the words."""
_SMOOTH = 4.0
"""Mean step of 8-bit colour from cell to cell below which a moving picture hardly changes."""


class Footage:
    """A picture under its veil."""

    def __init__(self, picture: Backdrop, veil: Veil) -> None:
        self._picture, self._veil = picture, veil

    def paint(self, canvas: Canvas, now: float) -> None:
        """Cover the canvas."""
        self._picture.paint(canvas, now)
        self._veil.lay(canvas, now)


def backdrop(brief: Brief, path: Path, layers: Sequence[Layer]) -> Footage:
    """Return the backdrop of a scene with footage, dense enough under the words of its layers.

    Raises:
        StepFailed: the file cannot be read.
    """
    picture = _picture(brief, path)
    is_seen = _is_bare(brief) and (
        brief.scene.layout is Layout.PRESENTER or subject.detail(picture.cells) >= _SMOOTH
    )
    # What is smooth, or lies under a dense veil, may move and yet seem to stand.
    veil = Veil(brief, None if is_seen else Lamp(brief.theme, brief.frame, brief.scene.index))
    for part in _shades(brief, layers):
        veil.shade(part, [_under(picture.cells, rect, brief.frame) for rect in part.under])
    return Footage(picture, veil)


def _picture(brief: Brief, path: Path) -> Still | Film:
    footage, index = brief.scene.footage, brief.scene.index
    blur = 0.0 if _is_bare(brief) else _BLUR * brief.unit
    if footage and footage.kind is AssetKind.CLIP:
        move = STILL if brief.scene.layout is Layout.PRESENTER else DRIFT
        return Film(path, brief.frame, brief.seconds, blur, move)
    camera = Camera(move=MOVES[index % len(MOVES)], seconds=brief.seconds)
    return Still(path, brief.frame, camera, ground=brief.palette.base, blur=blur)


def _is_bare(brief: Brief) -> bool:
    """Say whether the picture is what a scene shows, with few words on it or none."""
    return brief.scene.layout in {Layout.FOOTAGE, Layout.PRESENTER}


def _shades(brief: Brief, layers: Sequence[Layer]) -> list[Shade]:
    """Return where the veil is dense: under a poster's words and the brand, or evenly."""
    frame, pad = brief.frame, 24 * brief.unit
    whole = Rect(0, 0, frame.width, frame.height)
    blocks = {layer.block: layer.box for layer in layers if layer.block and layer.box}
    if not _is_bare(brief):
        return [Shade(under=tuple(blocks.values()), region=whole, reach=1, floor=_FULL)]
    if brief.on_paper:
        return []
    blocks.pop("brand", None)
    brand = brief.flipped(frame.safe.left_part(_BRAND_WIDTH).top_part(_BRAND_HEIGHT))
    top = Rect(0, 0, frame.width, brand.bottom)
    found = [Shade(under=(brand,), region=top, reach=0.35 * frame.height)]
    if blocks:
        words = around(tuple(blocks.values()))
        region = _to_corner(brief, words.inset(-pad, -pad))
        reach = 0.75 * frame.height
        found.append(Shade(under=(words,), region=region, reach=reach, floor=_POSTER))
    return found


def _to_corner(brief: Brief, words: Rect) -> Rect:
    """Return a region made larger to the bottom and the side where lines begin."""
    frame = brief.frame
    left, right = 0.0, float(frame.width)
    if frame.is_wide:
        left, right = (words.x, right) if brief.rtl else (left, words.right)
    return Rect(left, words.y, right - left, frame.height - words.y)


def _under(cells: F32, rect: Rect, frame: Frame) -> F32:
    """Return the cells that may come to lie under a region, wherever the camera looks."""
    rows, columns = cells.shape[-3:-1]
    left, right = (rect.x / frame.width, rect.right / frame.width)
    top, bottom = (rect.y / frame.height, rect.bottom / frame.height)
    x = slice(_cell(left - _WANDER, columns), _cell(right + _WANDER, columns) + 1)
    y = slice(_cell(top - _WANDER, rows), _cell(bottom + _WANDER, rows) + 1)
    return cells[..., y, x, :]


def _cell(place: float, count: int) -> int:
    return min(max(int(place * count), 0), count - 1)
