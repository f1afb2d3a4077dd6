"""How fast a narration has to be spoken for a video of a wanted length."""

from collections.abc import Sequence

from videos.studio.timeline import FINAL_TAIL, LEAD_IN, TAIL, Speech

SLOWEST, FASTEST = 0.88, 1.18
"""Speeds between which a voice still sounds natural."""


def speed_towards(speeches: Sequence[Speech], target: float) -> float:
    """Return the speed that brings `speeches`, spoken at 1.0, closest to `target` seconds."""
    room = max(1.0, target - _margins(len(speeches)))
    return round(min(FASTEST, max(SLOWEST, _spoken(speeches) / room)), 2)


def missed(speeches: Sequence[Speech], target: float) -> list[str]:
    """Return a sentence when the video will not come close to `target` seconds; 0 is no target."""
    length = _spoken(speeches) + _margins(len(speeches))
    if not target or abs(length - target) <= max(1.5, 0.1 * target):
        return []
    return [
        f"You asked for {target:.0f} seconds; spoken naturally, this script takes {length:.0f}. "
        f"{'Shorten' if length > target else 'Lengthen'} the script to come closer."
    ]


def _spoken(speeches: Sequence[Speech]) -> float:
    return sum(speech.seconds for speech in speeches)


def _margins(count: int) -> float:
    """Seconds of picture around the narration of `count` scenes."""
    return count * LEAD_IN + (count - 1) * TAIL + FINAL_TAIL
