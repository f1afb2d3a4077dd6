"""The studio against the moviepy way of making a video: `python -m tests.benchmarks.peers`.

A like storyboard is made at 1080p30 by both, in turn: the same scenes, headlines, lengths and
caption groups, x264 veryfast crf 20, no sound. Behind its headlines and captions the peer shows
stills or clips of the studio's own scenes, so that both encode pictures of like detail; it need
not draw them. CPU seconds count everything from the start of a process to its end, ffmpeg and our
renderers included.

Needs the peer's environment: `make var/peers`.
"""

import argparse
import json
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.benchmarks.measuring import ROOT, Cost, cost_of, in_turn, spread, table
from tests.benchmarks.order import placed
from tests.studio.boards import COFFEE, board, timeline
from videos.spec import Quality, Storyboard
from videos.studio.caption_groups import group
from videos.studio.encoder import SegmentWriter
from videos.studio.frames import Painter
from videos.studio.stills import still
from videos.studio.themes import THEMES
from videos.studio.timeline import Timeline
from videos.studio.typography.fonts import Font, face

_PYTHON = ROOT / "var" / "peers" / "bin" / "python"
_SCRIPT = Path(__file__).with_name("moviepy_way.py")
_WAYS = ("stills", "zooms", "clips", "pipeline")
_HEADS = ("CPU", "s", "ms a frame", "wall s", "÷ ours")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Compare rendering with moviepy.")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--scenes", type=int, default=3)
    parser.add_argument("--styles", nargs="+", default=["aurora"], choices=list(THEMES))
    parser.add_argument("--ways", nargs="+", default=_WAYS, choices=_WAYS)
    options = parser.parse_args()
    if not _PYTHON.exists():
        raise SystemExit("The peer is not installed. Run `make var/peers` first.")
    some = board("en", *COFFEE.scenes[: options.scenes])
    for style in options.styles:
        laid = timeline(some, style=style, quality=Quality.FULL)
        rounds = [_round(some, laid, options.ways, turn) for turn in range(options.rounds)]
        print(f"{style}, {laid.frames} frames")
        print(table([_HEADS, *(_row(way, rounds, laid.frames) for way in rounds[0])]), flush=True)


def _round(some: Storyboard, laid: Timeline, chosen: Sequence[str], turn: int) -> dict[str, Cost]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = [*placed(folder, some, style=laid.style), "--pictures"]
        plan = _plan(folder, laid)
        ways = {"ours": partial(cost_of, ours)}
        for way in chosen:
            command = [str(_PYTHON), str(_SCRIPT), str(plan), str(folder / f"{way}.mp4"), way]
            ways[f"moviepy, {way}"] = partial(cost_of, command)
        return in_turn(ways, turn)


def _plan(folder: Path, laid: Timeline) -> Path:
    """Write what the peer is to show, and return the file."""
    font = face(Font("Inter", 800)).path
    scenes = [(laid.start_of(i), shot.scene.headline) for i, shot in enumerate(laid.shots)]
    ends = [shot.end / laid.fps for shot in laid.shots]
    captions = [(laid.start_of(one.shot), one) for one in group(laid)]
    plan = {
        "size": (laid.width, laid.height), "fps": laid.fps, "font": str(font),
        "picture": str(folder / "picture.png"), "clip": str(_clip(folder / "clip.mp4", laid)),
        "scenes": [
            {"start": start, "end": end, "headline": headline}
            for (start, headline), end in zip(scenes, ends, strict=True)
        ],
        "captions": [
            {"text": one.text, "start": start + one.start, "end": start + one.end}
            for start, one in captions
        ],
    }  # fmt: skip
    still(replace(laid, burn_captions=False), 0, folder / "picture.png")
    path = folder / "plan.json"
    path.write_text(json.dumps(plan), encoding="utf-8")
    return path


def _clip(path: Path, laid: Timeline) -> Path:
    """Write the studio's own scenes, without captions, as a 720p clip: material of like detail."""
    small = replace(laid, width=1280, height=720)
    painter = Painter(small, overlays=False)
    writer = SegmentWriter(path, width=small.width, height=small.height, fps=small.fps)
    for number in range(small.frames):
        painter.paint(number, writer.canvas)
        writer.add()
    writer.close()
    return path


def _row(way: str, rounds: list[dict[str, Cost]], frames: int) -> list[str]:
    cpu = statistics.median(turn[way].cpu for turn in rounds)
    wall = statistics.median(turn[way].wall for turn in rounds)
    ratios = [turn[way].cpu / turn["ours"].cpu for turn in rounds]
    return [way, f"{cpu:.1f}", f"{cpu / frames * 1000:.0f}", f"{wall:.1f}", spread(ratios)]


if __name__ == "__main__":
    main()
