"""Which scene shows which of the creator's images and clips."""

from dataclasses import replace

from videos.spec import Asset, Scene


def place(scenes: tuple[Scene, ...], footage: tuple[Asset, ...]) -> tuple[Scene, ...]:
    """Return `scenes` with `footage` behind them: in its order, each once, spread evenly.

    Between them the style shows its own backgrounds: repeated footage looks like a mistake. What
    there is no scene for is left out.
    """
    if not footage:
        return scenes
    used = footage[: len(scenes)]
    shown = {number * len(scenes) // len(used): asset for number, asset in enumerate(used)}
    return tuple(replace(scene, footage=shown.get(scene.index)) for scene in scenes)
