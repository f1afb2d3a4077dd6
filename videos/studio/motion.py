"""Motion: pure functions from a scene's second to an offset from the resting place."""

import math
from collections.abc import Callable
from typing import NamedTuple


class Offset(NamedTuple):
    """How far from rest something is: pixels, shares and radians."""

    x: float = 0.0
    y: float = 0.0
    opacity: float = 1.0
    scale: float = 1.0
    turn: float = 0.0
    reveal: float = 1.0


Motion = Callable[[float], Offset | None]
"""None: not there at all."""

STILL = Offset()


def rest(_now: float) -> Offset | None:
    """Stay in place for ever."""
    return STILL


def share(now: float, start: float, seconds: float) -> float:
    """Return how much of an interval has passed, 0..1."""
    return min(max((now - start) / seconds, 0.0), 1.0)


def ease_out(x: float) -> float:
    """Fast, then settling (quartic)."""
    return 1 - (1 - x) ** 4


def ease_both(x: float) -> float:
    """Slow, fast, slow (cubic)."""
    return 4 * x**3 if x < 0.5 else 1 - (2 - 2 * x) ** 3 / 2  # noqa: PLR2004


def ease_back(x: float, spring: float = 1.4) -> float:
    """Settle after going a little too far."""
    return 1 + (spring + 1) * (x - 1) ** 3 + spring * (x - 1) ** 2


def entering(
    start: float, seconds: float, offset: Callable[[float], Offset], settled: Offset = STILL
) -> Motion:
    """Be absent up to `start`, then where `offset` says for the share passed, then `settled`.

    What has settled is one and the same object for ever, by which rest can be told from motion.
    """

    def move(now: float) -> Offset | None:
        passed = share(now, start, seconds)
        if passed <= 0:
            return None
        return offset(passed) if passed < 1 else settled

    return move


def rise(start: float, distance: float, seconds: float = 0.62) -> Motion:
    """Slide up into place."""

    def offset(passed: float) -> Offset:
        return Offset(y=(1 - ease_out(passed)) * distance, opacity=min(1.0, passed * 4))

    return entering(start, seconds, offset)


def slide(start: float, dx: float, dy: float = 0.0, seconds: float = 0.7) -> Motion:
    """Slide in from an offset while fading in."""

    def offset(passed: float) -> Offset:
        left = 1 - ease_out(passed)
        return Offset(x=left * dx, y=left * dy, opacity=min(1.0, passed * 2.5))

    return entering(start, seconds, offset)


def pop(start: float, seconds: float = 0.55, spring: float = 1.4, turn: float = 0.0) -> Motion:
    """Grow into place with a small overshoot."""

    def offset(passed: float) -> Offset:
        grown = ease_back(passed, spring)
        return Offset(
            scale=0.6 + 0.4 * grown, opacity=min(1.0, passed * 3), turn=(1 - grown) * turn
        )

    return entering(start, seconds, offset)


def sweep(start: float, seconds: float = 0.8) -> Motion:
    """Be revealed along the drawing's own key."""
    return entering(start, seconds, lambda passed: Offset(reveal=ease_both(passed)))


def fade(start: float, seconds: float = 0.5, opacity: float = 1.0) -> Motion:
    """Appear."""
    settled = Offset(opacity=opacity)
    return entering(start, seconds, lambda passed: Offset(opacity=passed * opacity), settled)


def drift(dx: float, dy: float, period: float, phase: float = 0.0) -> Motion:
    """Sway slowly for ever."""

    def move(now: float) -> Offset | None:
        angle = 2 * math.pi * now / period + phase
        return Offset(x=dx * math.sin(angle), y=dy * math.cos(angle * 0.83))

    return move


def spin(period: float, phase: float = 0.0) -> Motion:
    """Turn slowly for ever."""

    def move(now: float) -> Offset | None:
        return Offset(turn=2 * math.pi * now / period + phase)

    return move


def pulse(start: float, size: float = 0.03, period: float = 1.6) -> Motion:
    """Breathe after `start`."""

    def move(now: float) -> Offset | None:
        strength = share(now, start, 0.6)
        return Offset(scale=1 + strength * size * math.sin(2 * math.pi * (now - start) / period))

    return move


def orbit(radius: float, period: float, phase: float = 0.0) -> Motion:
    """Travel on a circle for ever."""

    def move(now: float) -> Offset | None:
        angle = 2 * math.pi * now / period + phase
        return Offset(x=radius * math.sin(angle), y=-radius * math.cos(angle))

    return move


def glimmer(low: float, high: float, period: float, phase: float = 0.0) -> Motion:
    """Grow brighter and dimmer for ever; `phase` in periods."""

    def move(now: float) -> Offset | None:
        wave = 0.5 + 0.5 * math.sin(2 * math.pi * (now / period + phase))
        return Offset(opacity=low + (high - low) * wave)

    return move


def during(start: float, end: float) -> Motion:
    """Be there from `start` until just before `end`, and not at all otherwise."""

    def move(now: float) -> Offset | None:
        return STILL if start <= now < end else None

    return move


def together(*motions: Motion) -> Motion:
    """Add several motions; the thing is absent while any of them says so."""

    def move(now: float) -> Offset | None:
        total = STILL
        for motion in motions:
            one = motion(now)
            if one is None:
                return None
            if one is not STILL:
                total = one if total is STILL else _sum(total, one)
        return total

    return move


def _sum(a: Offset, b: Offset) -> Offset:
    return Offset(
        x=a.x + b.x, y=a.y + b.y, opacity=a.opacity * b.opacity, scale=a.scale * b.scale,
        turn=a.turn + b.turn, reveal=min(a.reveal, b.reveal),
    )  # fmt: skip
