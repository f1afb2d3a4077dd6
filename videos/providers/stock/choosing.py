"""Chooses the film that fits a brief best, and in which size it is fetched. Pure."""

from collections.abc import Sequence

from videos.providers.base import Brief
from videos.providers.stock.library import File, Film
from videos.spec import Aspect

LINES = 1_080
"""Lines of the videos that we make: a size below them is enlarged, one above them is wasted."""
_LEAST_KEPT = 0.5
"""Share of a picture that must be left when it is cut to the shape; less would show a detail."""
_SHAPES = {
    Aspect.WIDE: 16 / 9, Aspect.TALL: 9 / 16, Aspect.SQUARE: 1.0, Aspect.PORTRAIT: 4 / 5,
    Aspect.CLASSIC: 4 / 3,
}  # fmt: skip


def choose(films: Sequence[Film], brief: Brief) -> Film | None:
    """Return the film with the fewest faults that the video does not show yet; None without one.

    Between equals the library's own order decides.
    """
    fresh = [film for film in films if film.source not in brief.avoid]
    return min(fresh, key=lambda film: _faults(film, brief), default=None)


def size(film: Film) -> File:
    """Return the smallest size that has enough lines, else the largest that there is."""
    enough = [file for file in film.files if file.lines >= LINES]
    if enough:
        return min(enough, key=lambda file: file.area)
    return max(film.files, key=lambda file: file.area)


def _faults(film: Film, brief: Brief) -> tuple[bool, bool, bool, float]:
    """Return what is wrong, the worst first: cut to a detail, too short, coarse; then by how much.

    A wrong shape is worse than a short film, because a film can be shown slower or again.
    """
    file = size(film)
    short = max(0.0, brief.seconds - film.seconds)
    return _kept(file, brief.aspect) < _LEAST_KEPT, short > 0, file.lines < LINES, short


def _kept(file: File, aspect: Aspect) -> float:
    shape, wanted = file.width / file.height, _SHAPES[aspect]
    return min(shape, wanted) / max(shape, wanted)
