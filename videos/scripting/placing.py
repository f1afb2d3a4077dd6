"""Which scene shows which of the creator's images and clips."""

from dataclasses import replace

from videos.spec import Asset, Layout, Scene

POSTERS = {Layout.TITLE, Layout.STATEMENT}
"""Layouts that say all with their headline, which then stands on the picture as on a poster."""


def place(scenes: tuple[Scene, ...], footage: tuple[Asset, ...]) -> tuple[Scene, ...]:
    """Return `scenes` with `footage` behind them: in its order, each once, spread evenly.

    Between them the style shows its own backgrounds: repeated footage looks like a mistake. What
    there is no scene for is left out.
    """
    if not footage:
        return scenes
    used = footage[: len(scenes)]
    shown = {number * len(scenes) // len(used): asset for number, asset in enumerate(used)}
    return tuple(
        on_footage(scene, shown[scene.index]) if scene.index in shown else scene for scene in scenes
    )


FIGURED = {Layout.NUMBER, Layout.CALL_TO_ACTION}
"""Layouts that tell what no film of their words would."""


def on_film(scene: Scene, film: Asset) -> Scene:
    """Return `scene` with a film that was made for it: shown, with its headline, not behind panels.

    What counts up, and what is to be clicked, keeps its layout.
    """
    layout = scene.layout if scene.layout in FIGURED else Layout.FOOTAGE
    return replace(scene, footage=film, layout=layout)


def on_footage(scene: Scene, footage: Asset) -> Scene:
    """Return `scene` with `footage` behind it, and its layout as that asks for."""
    layout = Layout.FOOTAGE if scene.layout in POSTERS else scene.layout
    return replace(scene, footage=footage, layout=layout)
