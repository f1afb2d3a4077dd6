"""A small video in which every layout, caption style and kind of footage occurs."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from videos.spec import (
    Aspect,
    Asset,
    AssetKind,
    CaptionStyle,
    Figure,
    Layout,
    Quality,
    Scene,
    Storyboard,
    VideoSpec,
)
from videos.studio.encoder import SegmentWriter
from videos.studio.timeline import Narration, Speech, Timeline, Word, build

SECONDS = 1.6
"""That each scene is spoken: long enough for everything in it to have moved."""
SPEECH = "speech.wav"
_SAID = "Warm and ready 🚀"
_IMAGE = Asset(kind=AssetKind.IMAGE, file="image.png", name="image.png")
_CLIP = Asset(kind=AssetKind.CLIP, file="clip.mp4", name="clip.mp4")
_LOGO = Asset(kind=AssetKind.LOGO, file="image.png", name="image.png")
_scene = partial(Scene, index=0, narration=_SAID, headline=_SAID)
_SCENES = (
    _scene(layout=Layout.TITLE, kicker="Good morning", accents=(1,)),
    _scene(layout=Layout.STATEMENT, kicker="Meet us", accents=(0,)),
    _scene(layout=Layout.FOOTAGE, footage=_IMAGE),
    _scene(layout=Layout.QUOTE, attribution="Ana Ruiz", accents=(1,)),
    _scene(layout=Layout.NUMBER, figure=Figure(value=94, suffix="%")),
    _scene(layout=Layout.FOOTAGE, footage=_CLIP),
    _scene(layout=Layout.NUMBER, figure=Figure(value=8000, grouping=True), kicker="In all"),
    _scene(layout=Layout.LIST, points=("No pods", "No plastic", "Three minutes")),
    _scene(layout=Layout.STEPS, points=("Connect", "Pick", "Cancel"), footage=_IMAGE),
    _scene(layout=Layout.COMPARISON, points=("Before", "After")),
    _scene(layout=Layout.QUESTION, accents=(2,)),
    _scene(layout=Layout.CALL_TO_ACTION, action="Start free", link="example.com"),
)


def footage(folder: Path) -> None:
    """Leave the image and the clip that the scenes show in a folder."""
    ramp = np.linspace(60, 200, 320, dtype=np.uint8)
    Image.fromarray(np.broadcast_to(ramp[:, None], (180, 320, 4))).save(folder / _IMAGE.file)
    writer = SegmentWriter(folder / _CLIP.file, width=320, height=180, fps=30)
    for number in range(30):
        writer.canvas.planes[0][:] = np.roll(ramp, number)
        writer.add()
    writer.close()


def timeline(style: str, aspect: Aspect, captions: CaptionStyle, language: str = "en") -> Timeline:
    """Return the video in a style, a shape and a look of captions."""
    scenes = tuple(replace(scene, index=index) for index, scene in enumerate(_SCENES))
    spec = VideoSpec(
        campaign_name="Reelsmith", script=_SAID, style=style, aspect=aspect, logo=_LOGO,
        caption_style=captions, quality=Quality.PREVIEW,
    )  # fmt: skip
    board = Storyboard(title=style, language=language, script=_SAID, scenes=scenes)
    speeches = tuple(_speech(scene.index) for scene in scenes)
    spoken = Narration(language=language, engine="none", sample_rate=24_000, speeches=speeches)
    return build(spec, board, spoken)


def _speech(scene: int) -> Speech:
    words = _SAID.split()
    edges = np.linspace(0, SECONDS, len(words) + 1)
    return Speech(
        scene=scene, audio=SPEECH, seconds=SECONDS,
        words=tuple(
            Word(text=text, start=float(start), end=float(end))
            for text, start, end in zip(words, edges, edges[1:], strict=False)
        ),
    )  # fmt: skip
