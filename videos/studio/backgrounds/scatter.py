"""Placing decoration: repeatable scatter, and layers that never take part in a scene's text."""

import random
from collections.abc import Iterator

from videos.studio.art import Art
from videos.studio.geometry import Frame
from videos.studio.motion import Motion
from videos.studio.stage import Layer


def ornament(art: Art, x: float, y: float, motion: Motion) -> Layer:
    """Return decoration, which stays when the scene's text leaves."""
    return Layer(art=art, x=x, y=y, motion=motion, leaves=False)


def scattered(frame: Frame, seed: int, count: int) -> Iterator[tuple[float, float, float]]:
    """Yield places spread over the frame, and a number 0..1 for each to vary by.

    Places come from one cell of a grid each, so that no two scenes clump or leave a hole.
    """
    rng = random.Random(seed * 7919 + count)  # noqa: S311 - decoration, not a secret
    columns = max(1, round((count * frame.width / frame.height) ** 0.5))
    rows = -(-count // columns)
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    for column, row in rng.sample(cells, min(count, len(cells))):
        x = (column + rng.uniform(0.1, 0.9)) / columns * frame.width
        y = (row + rng.uniform(0.1, 0.9)) / rows * frame.height
        yield x, y, rng.random()
