"""Draws and encodes parts of timelines, each to a file of its own; a process of the farm's crew.

    python -m videos.studio.segment --parent PID

Orders come on standard input as JSON, one a line, until it ends:
    {"timeline": "PATH", "folder": "PATH", "assets": "PATH" or null}    a video, from now on
    {"part": 3}                                                         draw this part of it
    {"thumbnail": "PATH"}                                               draw its thumbnail
    {"rest": true}                                                      forget it, and wait
A finished part is FOLDER/KEY.mp4 (written under another name, looked at, then renamed), and what
was seen in it is FOLDER/KEY.json. Progress goes to standard output as JSON lines, about four times
a second and at the end of a part: {"part": 3, "frames": 12, "done": false}. A finished thumbnail is
told by what it was ordered with.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from videos.exceptions import StepFailed
from videos.spec import from_json
from videos.studio.encoder import SegmentWriter
from videos.studio.frames import Painter
from videos.studio.lifeline import die_with_parent, give_back
from videos.studio.parts import Part, cut
from videos.studio.quality import record
from videos.studio.stills import thumbnail
from videos.studio.timeline import Timeline

_REPORT_EVERY = 0.25


def render_part(painter: Painter, part: Part, number: int, folder: Path) -> None:
    """Draw one part to its file, reporting progress on standard output."""
    final = part.path(folder)
    partial = final.with_suffix(f".{os.getpid()}.part")
    _draw(painter, part, number, partial)
    finish(part, partial, final)
    give_back()
    _report(number, part.length, done=True)


def _draw(painter: Painter, part: Part, number: int, path: Path) -> None:
    """Draw and encode; the encoder's memory ends with it, before pictures are looked at."""
    timeline = painter.timeline
    writer = SegmentWriter(path, width=timeline.width, height=timeline.height, fps=timeline.fps)
    reported = time.monotonic()
    for frame in range(part.start, part.end):
        painter.paint(frame, writer.canvas)
        writer.add()
        if time.monotonic() - reported >= _REPORT_EVERY:
            reported = time.monotonic()
            _report(number, frame - part.start + 1)
    writer.close()


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
    _tell(part=part, frames=frames, done=done)


def _tell(**report: object) -> None:
    sys.stdout.write(json.dumps(report) + "\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class _Video:
    """A video whose parts are drawn."""

    painter: Painter
    parts: tuple[Part, ...]
    folder: Path
    assets: Path | None

    @classmethod
    def ordered(cls, order: Mapping[str, str]) -> "_Video":
        """Return the video of an order."""
        timeline = from_json(Timeline, json.loads(Path(order["timeline"]).read_text("utf-8")))
        assets = Path(order["assets"]) if order["assets"] else None
        return cls(Painter(timeline, assets), cut(timeline), Path(order["folder"]), assets)

    def do(self, order: Mapping[str, Any]) -> None:
        """Draw what an order asks for."""
        if "part" in order:
            render_part(self.painter, self.parts[order["part"]], order["part"], self.folder)
        else:
            thumbnail(self.painter.timeline, Path(order["thumbnail"]), self.assets)
            _tell(**order)


def main(arguments: list[str]) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Draw parts of timelines, as told.")
    parser.add_argument("--parent", type=int, default=None, help="process to die with")
    options = parser.parse_args(arguments)
    die_with_parent(options.parent or os.getppid())
    video: _Video | None = None
    for line in sys.stdin:
        order = json.loads(line)
        if "timeline" in order:
            video = _Video.ordered(order)
        elif "rest" in order or video is None:
            video = None
            give_back()
        else:
            video.do(order)


if __name__ == "__main__":
    main(sys.argv[1:])
