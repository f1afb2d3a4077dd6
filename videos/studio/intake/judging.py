"""From a file to what it is: the first reader that knows its content takes it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from videos.spec import AssetKind
from videos.studio.intake import limits
from videos.studio.intake.facts import Facts, Window


@dataclass(frozen=True, slots=True)
class Found:
    """A file that can be used: what it is, and how to write what is kept of it."""

    facts: Facts
    write: Callable[[Path], str]
    """Writes the kept form to a path and returns its suffix."""


def judge(path: Path, kind: AssetKind, name: str, window: Window | None = None) -> Found:
    """Return what a file is. Of a clip, no more than `window` is kept.

    Raises:
        Unusable: it cannot be used as a `kind`.
    """
    if kind is AssetKind.LOGO:
        from videos.studio.intake import logos

        return logos.judge(path, name)
    if kind in limits.SOUNDS:
        from videos.studio.intake import sounds

        return sounds.judge(path, kind, name)
    return _footage(path, kind, name, window)


def _footage(path: Path, kind: AssetKind, name: str, window: Window | None) -> Found:
    from videos.studio.intake import animations, clips, images, pictures

    picture = pictures.opened(path, name)
    if picture is None:
        return clips.judge(path, kind, name, window)
    if pictures.is_animated(picture):
        return animations.judge(picture, name)
    return images.judge(path, picture, name)
