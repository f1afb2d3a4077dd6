"""A video made the way that the leading open-source generators make theirs, with moviepy.

    var/peers/bin/python tests/benchmarks/moviepy_way.py PLAN.json OUT.mp4 stills|zooms|clips

Each scene has a background, cross-faded into the next; over it lie a headline and one `TextClip`
for every group of caption words, all laid together by a `CompositeVideoClip` and handed to ffmpeg
as RGB frames. Backgrounds are pictures and plain colours in turn ("stills"), the same with the
pictures slowly growing ("zooms"), or 720p clips brought to the video's size ("clips").
Knows nothing of the studio: it runs in an environment of its own.
"""

import json
import sys
from pathlib import Path
from typing import Any

from moviepy import ColorClip, CompositeVideoClip, ImageClip, TextClip, VideoFileClip, vfx

_FADE = 0.5
_COLOURS = ((24, 28, 60), (64, 20, 52), (14, 58, 58))


def main() -> None:
    """Run the command line."""
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    out, way = sys.argv[2:]
    scenes = plan["scenes"]
    layers = [_background(plan, way, index) for index in range(len(scenes))]
    layers += [_headline(plan, scene) for scene in scenes]
    layers += [_caption(plan, group) for group in plan["captions"]]
    video = CompositeVideoClip(layers, size=tuple(plan["size"]))
    video.with_duration(scenes[-1]["end"]).write_videofile(
        out, fps=plan["fps"], codec="libx264", preset="veryfast", threads=2, audio=False,
        ffmpeg_params=["-crf", "20"], logger=None,
    )  # fmt: skip


def _background(plan: dict[str, Any], way: str, index: int) -> Any:
    """Return what lies behind a scene, over the end of the one before it, fading in."""
    scene = plan["scenes"][index]
    start = max(0.0, scene["start"] - _FADE)
    clip = _clip(plan, start, scene["end"]) if way == "clips" else _picture(plan, way, index)
    clip = clip.with_start(start).with_duration(scene["end"] - start).with_position("center")
    return clip.with_effects([vfx.CrossFadeIn(_FADE)]) if index else clip


def _clip(plan: dict[str, Any], start: float, end: float) -> Any:
    clip = VideoFileClip(plan["clip"]).without_audio()
    return clip.subclipped(start, end).resized(tuple(plan["size"]))


def _picture(plan: dict[str, Any], way: str, index: int) -> Any:
    if index % 2:
        return ColorClip(tuple(plan["size"]), color=_COLOURS[index % len(_COLOURS)])
    picture = ImageClip(plan["picture"])
    return picture.resized(lambda now: 1 + 0.03 * now) if way == "zooms" else picture


def _headline(plan: dict[str, Any], scene: dict[str, Any]) -> Any:
    width, height = plan["size"]
    clip = TextClip(
        text=scene["headline"], font=plan["font"], font_size=height // 10, color="white",
        method="caption", size=(width * 3 // 4, None),
    )  # fmt: skip
    start = scene["start"] + 0.3
    left, top = width // 13, height // 4
    clip = clip.with_start(start).with_duration(scene["end"] - start)
    clip = clip.with_position(lambda now: (left, top + 60 * max(0.0, 1 - 2 * now)))
    return clip.with_effects([vfx.CrossFadeIn(_FADE)])


def _caption(plan: dict[str, Any], group: dict[str, Any]) -> Any:
    height = plan["size"][1]
    clip = TextClip(
        text=group["text"], font=plan["font"], font_size=height // 23, color="white",
        stroke_color="black", stroke_width=2,
    )  # fmt: skip
    clip = clip.with_start(group["start"]).with_duration(group["end"] - group["start"])
    return clip.with_position(("center", int(height * 0.85)))


if __name__ == "__main__":
    main()
