"""The gate before delivery: a finished file is opened again and measured, not believed.

`report` gathers what `pictures` and `sounds` measure; `rules` says what of it is a fault. Pictures
are decoded where their part is drawn, and `record` keeps what was seen; `joined` makes sure that a
finished file holds just those, or else has all of it decoded.
"""

from pathlib import Path

import av

from videos.studio.quality.joined import pictures_of
from videos.studio.quality.report import Report, inspect
from videos.studio.quality.rules import faults, problems
from videos.studio.stopping import ShouldStop, never
from videos.studio.timeline import Timeline

__all__ = ["Report", "examine", "faults", "faults_of", "inspect", "problems"]


def examine(
    path: Path,
    timeline: Timeline,
    parts: Path | None = None,
    should_stop: ShouldStop = never,
) -> tuple[Report | None, tuple[str, ...]]:
    """Return what was measured of a video made from a timeline, and what is wrong with it.

    What was seen in its `parts`, the folder that they lie in, is not decoded again. A file that
    cannot be read to its end has no report, and that is what is wrong.

    Raises:
        Interrupted: `should_stop` said so.
    """
    try:
        pictures = pictures_of(path, timeline, parts, should_stop) if parts else None
        report = inspect(path, pictures, should_stop)
    except (av.FFmpegError, IndexError) as error:
        return None, (_unreadable(error),)
    return report, problems(report, timeline)


def faults_of(path: Path) -> tuple[str, ...]:
    """Decode a whole file and return what is wrong with it, whatever it was meant to be."""
    try:
        return faults(inspect(path))
    except (av.FFmpegError, IndexError) as error:
        return (_unreadable(error),)


def _unreadable(error: Exception) -> str:
    return f"The file cannot be read: {error}."
