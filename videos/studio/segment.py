"""Draws and encodes parts of a timeline, each to a file of its own; run as a process by the farm.

    python -m videos.studio.segment TIMELINE.json --out-dir DIR [--assets DIR]

Numbers of parts come on standard input, one a line, until it ends. A finished part is DIR/KEY.mp4
(written under another name, looked at, then renamed), and what was seen in it is DIR/KEY.json.
Progress goes to standard output as JSON lines, about four times a second and at the end of a part:
{"part": 0, "frames": 12, "done": false}.
"""

import argparse
import json
import os
import sys
import time
from pathlib import Path

from videos.exceptions import StepFailed
from videos.spec import from_json
from videos.studio.encoder import SegmentWriter
from videos.studio.frames import Painter
from videos.studio.lifeline import die_with_parent, give_back
from videos.studio.parts import Part, cut
from videos.studio.quality import record
from videos.studio.timeline import Timeline

_REPORT_EVERY = 0.25


def render_part(painter: Painter, part: Part, number: int, folder: Path) -> None:
    """Draw one part to its file, reporting progress on standard output."""
    timeline, final = painter.timeline, part.path(folder)
    partial = final.with_suffix(f".{os.getpid()}.part")
    writer = SegmentWriter(partial, width=timeline.width, height=timeline.height, fps=timeline.fps)
    reported = time.monotonic()
    for frame in range(part.start, part.end):
        painter.paint(frame, writer.canvas)
        writer.add()
        if time.monotonic() - reported >= _REPORT_EVERY:
            reported = time.monotonic()
            _report(number, frame - part.start + 1)
    writer.close()
    finish(part, partial, final)
    give_back()
    _report(number, part.length, done=True)


def finish(part: Part, partial: Path, final: Path) -> None:
    """Look at every picture of a part that is encoded, and make it final with what was seen.

    Raises:
        StepFailed, av.FFmpegError: not every picture can be decoded; nothing is made final.
    """
    seen = record.examined(partial)
    if seen.black.count != part.length:
        raise StepFailed(
            f"{seen.black.count} of {part.length} pictures of a part can be decoded.",
            retryable=True,
            code="render_failed",
        )
    record.write(seen, final)  # first, so that no part lies there without
    partial.replace(final)


def _report(part: int, frames: int, *, done: bool = False) -> None:
    sys.stdout.write(json.dumps({"part": part, "frames": frames, "done": done}) + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Draw parts of a timeline.")
    parser.add_argument("timeline", type=Path)
    parser.add_argument("--out-dir", type=Path, required=True)
    parser.add_argument("--assets", type=Path, help="folder of the creator's files")
    parser.add_argument("--parent", type=int, default=None, help="process to die with")
    options = parser.parse_args(arguments)
    die_with_parent(options.parent or os.getppid())
    timeline = from_json(Timeline, json.loads(options.timeline.read_text(encoding="utf-8")))
    painter, parts = Painter(timeline, options.assets), cut(timeline)
    for line in sys.stdin:
        render_part(painter, parts[int(line)], int(line), options.out_dir)


if __name__ == "__main__":
    main(sys.argv[1:])
