"""The ladder: in which sizes a video is streamed, and how many bits each may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A size, named by the lines that its shorter side has about."""

    name: int
    width: int
    height: int
    kilobits: int
    """What its pictures may take per second, over any second and a half."""


_KILOBITS = {1080: 6_000, 720: 2_800, 480: 1_200, 360: 700}
NAMES = tuple(_KILOBITS)


def ladder(width: int, height: int) -> tuple[Rung, ...]:
    """Return the sizes for a video of `width` × `height`, the largest first: its own.

    None is larger than the video. Upright and square ones are reckoned by their shorter side too.
    """
    shorter = min(width, height)
    top = next((name for name in NAMES if name <= shorter), NAMES[-1])
    own = Rung(name=top, width=width, height=height, kilobits=_KILOBITS[top])
    lower = [_scaled(name, width, height) for name in NAMES if name < top]
    return (own, *lower)


def _scaled(name: int, width: int, height: int) -> Rung:
    shorter = min(width, height)
    return Rung(
        name=name,
        width=_even(width * name / shorter),
        height=_even(height * name / shorter),
        kilobits=_KILOBITS[name],
    )


def _even(length: float) -> int:
    """Round to pixels that halve, as colours have half the resolution."""
    return round(length / 2) * 2
