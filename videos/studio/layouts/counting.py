"""Counting up to a figure: which values are shown, and when. Pure."""

import math
from collections.abc import Iterator

from videos.spec import Figure
from videos.studio.motion import ease_out

_STEPS = 22


def written(figure: Figure, value: float) -> str:
    """Return a value as the script writes the figure: "€1,299.99", "94 %"."""
    number = f"{value:,.{figure.decimals}f}" if figure.grouping else f"{value:.{figure.decimals}f}"
    local = number.translate(dict(zip(map(ord, ",."), figure.separators, strict=True)))
    return f"{figure.prefix}{local}{figure.suffix}"


def counts(figure: Figure, start: float, seconds: float) -> Iterator[tuple[str, float, float]]:
    """Yield (text, from second, to second) of the values shown; the last stays for ever.

    Small whole numbers are shown one by one, others in as many steps as the eye tells apart.
    """
    steps = _STEPS
    if figure.decimals == 0 and 0 < figure.value < _STEPS:
        steps = max(1, int(figure.value))
    since, shown = -math.inf, ""
    for step in range(steps + 1):
        passed = step / steps
        text = written(figure, figure.value * ease_out(passed) if step < steps else figure.value)
        at = start + seconds * passed
        if step and text != shown:
            yield shown, since, at
            since = at
        shown = text
    yield shown, since, math.inf
