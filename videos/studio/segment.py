"""Renders some shots of a timeline, each to a file of its own; run as a process by the farm.

    python -m videos.studio.segment TIMELINE.json --shots 0,2,4 --out-dir DIR [--assets DIR]

A finished shot is DIR/shot-000.mp4 (written under another name, then renamed). Progress goes to
standard output as one JSON line about four times a second: {"shot": 0, "frames": 12}.
"""

import argparse
import ctypes
import json
import os
import sys
import time
from pathlib import Path

from videos.spec import from_json
from videos.studio.encoder import SegmentWriter
from videos.studio.frames import Painter
from videos.studio.lifeline import die_with_parent
from videos.studio.timeline import Timeline

_REPORT_EVERY = 0.25


def shot_path(folder: Path, index: int) -> Path:
    """Return where a shot's finished segment lies."""
    return folder / f"shot-{index:03d}.mp4"


def render_shot(painter: Painter, index: int, folder: Path) -> None:
    """Render one shot to its file, reporting progress on standard output."""
    timeline, shot = painter.timeline, painter.timeline.shots[index]
    final = shot_path(folder, index)
    partial = final.with_suffix(f".{os.getpid()}.part")
    writer = SegmentWriter(partial, width=timeline.width, height=timeline.height, fps=timeline.fps)
    reported = time.monotonic()
    for number in range(shot.start, shot.end):
        painter.paint(number, writer.canvas)
        writer.add()
        if time.monotonic() - reported >= _REPORT_EVERY:
            reported = time.monotonic()
            _report(index, number - shot.start + 1)
    writer.close()
    _give_back()
    partial.replace(final)
    _report(index, shot.end - shot.start)


def _report(shot: int, frames: int) -> None:
    sys.stdout.write(json.dumps({"shot": shot, "frames": frames}) + "\n")
    sys.stdout.flush()


def _give_back() -> None:
    """Return the memory of finished sprites to the system, which glibc else keeps in pieces."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def main(arguments: list[str]) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Render shots of a timeline.")
    parser.add_argument("timeline", type=Path)
    parser.add_argument("--shots", required=True, help="indexes, separated by commas")
    parser.add_argument("--out-dir", type=Path, required=True)
    parser.add_argument("--assets", type=Path, help="folder of the creator's files")
    parser.add_argument("--parent", type=int, default=None, help="process to die with")
    options = parser.parse_args(arguments)
    die_with_parent(options.parent or os.getppid())
    timeline = from_json(Timeline, json.loads(options.timeline.read_text(encoding="utf-8")))
    painter = Painter(timeline, options.assets)
    for index in options.shots.split(","):
        render_shot(painter, int(index), options.out_dir)


if __name__ == "__main__":
    main(sys.argv[1:])
