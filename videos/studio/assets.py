"""Where the creator's files lie while a video is made: one folder, each under its asset's name."""

from collections.abc import Iterator
from pathlib import Path

from videos.exceptions import StepFailed
from videos.spec import Asset
from videos.studio.timeline import Timeline


def path_of(asset: Asset, folder: Path | None) -> Path:
    """Return where an asset's file lies.

    Raises:
        StepFailed: there is no such file.
    """
    path = folder / asset.file if folder else None
    if path is None or not path.is_file():
        raise StepFailed(
            f"{asset.name} is not among this video's files any more. Upload it again.",
            retryable=False,
            code="asset_missing",
        )
    return path


def drawn(timeline: Timeline) -> Iterator[Asset]:
    """Yield the assets that a timeline's pictures need."""
    if timeline.logo:
        yield timeline.logo
    for shot in timeline.shots:
        if shot.scene.footage:
            yield shot.scene.footage


def check(timeline: Timeline, folder: Path | None) -> None:
    """See that every asset that will be drawn is there.

    Raises:
        StepFailed: one is missing.
    """
    for asset in drawn(timeline):
        path_of(asset, folder)
