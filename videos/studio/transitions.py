"""Transitions: ways for one canvas to give way to another."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from videos.studio.compositor import coverage
from videos.studio.compositor.canvas import Canvas
from videos.studio.motion import ease_both, ease_out

F32 = npt.NDArray[np.float32]
U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
Transition = Callable[[Canvas, Canvas, float], None]
"""(old, new, progress 0..1): afterwards `old` holds the picture. `new` may be changed too."""

_BANDS = 9
_COLUMNS = 6
_WHITE = 235


def _through(name: str, softness: float) -> Transition:
    """Return a transition that lets the new picture in along a key map."""

    def apply(old: Canvas, new: Canvas, progress: float) -> None:
        keys = _keys(name, old.width, old.height)
        for a, b, key in zip(old.planes, new.planes, keys, strict=True):
            coverage.mix(a, b, key, ease_both(progress), softness)

    return apply


@lru_cache(maxsize=1)
def _keys(name: str, width: int, height: int) -> tuple[U16, U16, U16]:
    x = (np.arange(width, dtype=np.float32) + 0.5)[None, :] / np.float32(width)
    y = (np.arange(height, dtype=np.float32) + 0.5)[:, None] / np.float32(height)
    full = (np.clip(_KEYS[name](x, y, width / height), 0, 1) * 65535).astype(np.uint16)
    half = np.ascontiguousarray(full[::2, ::2])
    return full, half, half


def _slanted(x: F32, y: F32, _: float) -> F32:
    return x * 0.86 + y * 0.14


def _round(x: F32, y: F32, ratio: float) -> F32:
    away = np.hypot((x - 0.5) * ratio, y - 0.5)
    key: F32 = away / away.max()
    return key


def _columns(x: F32, y: F32, _: float) -> F32:
    within = (x * _COLUMNS) % 1.0
    key = within * 0.55 + np.floor(x * _COLUMNS) / _COLUMNS * 0.45 + y * 0
    return key.astype(np.float32)


_KEYS: dict[str, Callable[[F32, F32, float], F32]] = {
    "slanted": _slanted, "round": _round, "columns": _columns,
}  # fmt: skip


def _fade(old: Canvas, new: Canvas, progress: float) -> None:
    _mix_evenly(old, new, ease_both(progress))


def _mix_evenly(old: Canvas, new: Canvas, weight: float) -> None:
    for a, b in zip(old.planes, new.planes, strict=True):
        coverage.fade(a, b, round(weight * 256))


def _push(old: Canvas, new: Canvas, progress: float) -> None:
    shift = _even(old.width * ease_both(progress))
    for plane, (a, b) in enumerate(zip(old.planes, new.planes, strict=True)):
        _push_rows(a, b, shift if plane == 0 else shift // 2)


def _push_rows(a: U8, b: U8, shift: int) -> None:
    width = a.shape[1]
    if shift:
        a[:, : width - shift] = a[:, shift:].copy()
        a[:, width - shift :] = b[:, :shift]


def _lift(old: Canvas, new: Canvas, progress: float) -> None:
    """Let the new picture rise over the old one, which gives way more slowly."""
    eased = ease_both(progress)
    shift, behind = _even(old.height * eased), _even(old.height * eased * 0.3)
    for plane, (a, b) in enumerate(zip(old.planes, new.planes, strict=True)):
        up, slow = (shift, behind) if plane == 0 else (shift // 2, behind // 2)
        height = a.shape[0]
        if slow:
            a[: height - slow] = a[slow:].copy()
        if up:
            a[height - up :] = b[:up]


def _slices(old: Canvas, new: Canvas, progress: float) -> None:
    """Push in bands that start one after another, every other band the opposite way."""
    for band in range(_BANDS):
        order = (band * 5) % _BANDS
        local = min(max((progress * 1.5 - order / _BANDS * 0.5), 0.0), 1.0)
        shift = _even(old.width * ease_out(local) if local else 0)
        for plane, (a, b) in enumerate(zip(old.planes, new.planes, strict=True)):
            rows = slice(a.shape[0] * band // _BANDS, a.shape[0] * (band + 1) // _BANDS)
            moved = shift if plane == 0 else shift // 2
            if band % 2:
                _push_rows(a[rows, ::-1], b[rows, ::-1], moved)
            else:
                _push_rows(a[rows], b[rows], moved)


def _flash(old: Canvas, new: Canvas, progress: float) -> None:
    """Cut, the old picture burning out and the new one cooling down."""
    if progress >= 0.5:  # noqa: PLR2004
        old.copy(new)
    heat = (1 - abs(2 * progress - 1)) ** 2 * 0.55
    coverage.lighten(old.planes[0], _WHITE, round(heat * 256))


def _cut(old: Canvas, new: Canvas, progress: float) -> None:
    if progress >= 0.5:  # noqa: PLR2004
        old.copy(new)


def _even(value: float) -> int:
    return round(value / 2) * 2


TRANSITIONS: dict[str, Transition] = {
    "push": _push,
    "wipe": _through("slanted", 0.22),
    "fade": _fade,
    "lift": _lift,
    "iris": _through("round", 0.015),
    "blinds": _through("columns", 0.03),
    "slices": _slices,
    "flash": _flash,
    "cut": _cut,
}
UNSEEN = "cut"
"""Between parts of one film, which show the same picture while they give way."""
CLEARING = frozenset({"fade", "wipe", "flash"})
"""Transitions before which a scene's text has left, because two texts would show at once."""
FLIPPED = frozenset({"push", "wipe", "blinds"})
"""Transitions that run the other way where people read from right to left."""


def apply(name: str, old: Canvas, new: Canvas, progress: float, *, rtl: bool) -> None:
    """Blend `new` into `old` at a progress of 0..1."""
    transition = TRANSITIONS[name]
    if rtl and name in FLIPPED:
        transition(_mirror(old), _mirror(new), progress)
    else:
        transition(old, new, progress)


def _mirror(canvas: Canvas) -> Canvas:
    luma, u, v = canvas.planes
    return Canvas(luma[:, ::-1], u[:, ::-1], v[:, ::-1])
