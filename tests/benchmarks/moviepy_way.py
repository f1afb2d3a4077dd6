"""A video made the way that the leading open-source generators make theirs, with moviepy.

    var/peers/bin/python tests/benchmarks/moviepy_way.py PLAN.json OUT.mp4 WAY

Scenes have backgrounds; over them lie a headline each and one `TextClip` for every group of caption
words, laid together by a `CompositeVideoClip` and handed to ffmpeg as RGB frames. The ways:

    stills      pictures and plain colours in turn behind the scenes, cross-faded
    zooms       the same with the pictures slowly growing
    clips       720p clips, brought to the video's size, faded in and set one after the other
    pipeline    the same clips in MoneyPrinterTurbo's three steps (app/services/video.py): each clip
                is written to a file of its own, ffmpeg joins those to a second file, and captions
                are laid over that

Knows nothing of the studio: it runs in an environment of its own.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from imageio_ffmpeg import get_ffmpeg_exe
from moviepy import (
    ColorClip,
    CompositeVideoClip,
    ImageClip,
    TextClip,
    VideoFileClip,
    concatenate_videoclips,
    vfx,
)

_FADE = 0.5
_COLOURS = ((24, 28, 60), (64, 20, 52), (14, 58, 58))
_ENCODER = {"codec": "libx264", "preset": "veryfast", "threads": 2, "ffmpeg_params": ["-crf", "20"]}


def main() -> None:
    """Run the command line."""
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    out, way = Path(sys.argv[2]), sys.argv[3]
    match way:
        case "pipeline":
            layers = [VideoFileClip(str(_joined(plan, out.parent)), audio=False)]
        case "clips":
            layers = [concatenate_videoclips([_clip(plan, scene) for scene in plan["scenes"]])]
        case _:
            layers = [_picture(plan, way, index) for index in range(len(plan["scenes"]))]
    layers += [_headline(plan, scene) for scene in plan["scenes"]]
    layers += [_caption(plan, group) for group in plan["captions"]]
    video = CompositeVideoClip(layers, size=tuple(plan["size"]))
    _write(plan, video.with_duration(plan["scenes"][-1]["end"]), out)


def _write(plan: dict[str, Any], video: Any, path: Path) -> None:
    video.write_videofile(str(path), fps=plan["fps"], audio=False, logger=None, **_ENCODER)


def _joined(plan: dict[str, Any], folder: Path) -> Path:
    """Write each scene's clip to a file and join those, by encoding them once more."""
    names = []
    for index, scene in enumerate(plan["scenes"]):
        names.append(f"piece-{index}.mp4")
        _write(plan, _clip(plan, scene), folder / names[-1])
    pieces, joined = folder / "pieces.txt", folder / "joined.mp4"
    pieces.write_text("".join(f"file '{name}'\n" for name in names), encoding="utf-8")
    subprocess.run(
        [
            get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "concat", "-i", str(pieces),
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-threads", "2",
            "-pix_fmt", "yuv420p", str(joined),
        ],
        check=True,
    )  # fmt: skip
    return joined


def _clip(plan: dict[str, Any], scene: dict[str, Any]) -> Any:
    clip = VideoFileClip(plan["clip"], audio=False)
    end = min(scene["end"], clip.duration)  # which moviepy rounds down to hundredths
    clip = clip.subclipped(scene["start"], end).resized(tuple(plan["size"]))
    return clip.with_effects([vfx.FadeIn(_FADE)]) if scene["start"] else clip


def _picture(plan: dict[str, Any], way: str, index: int) -> Any:
    """Return a picture or a colour, over the end of the scene before it, fading in."""
    scene = plan["scenes"][index]
    start = max(0.0, scene["start"] - _FADE)
    if index % 2:
        clip = ColorClip(tuple(plan["size"]), color=_COLOURS[index % len(_COLOURS)])
    else:
        clip = ImageClip(plan["picture"])
        clip = clip.resized(lambda now: 1 + 0.03 * now) if way == "zooms" else clip
    clip = clip.with_start(start).with_duration(scene["end"] - start).with_position("center")
    return clip.with_effects([vfx.CrossFadeIn(_FADE)]) if index else clip


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
