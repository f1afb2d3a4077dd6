"""A process that makes frames when it is told to, in one of two ways; `render` works with several.

    python -m tests.benchmarks.hand apart|together BOARD STYLE

Once its start-up is over it answers each line of standard input, "shot first end", with a line of
figures for those frames; a shot's frames come in order, and make one file. "together" draws each
frame on the encoder's own canvas and encodes it, as a segment process does. "apart" draws all the
frames of a line into memory and then encodes them, so that drawing and x264 are known by itself.
"""

import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measuring import Stopwatch
from tests.studio.boards import BOARDS, timeline
from videos.spec import Quality
from videos.studio.compositor.canvas import Canvas
from videos.studio.encoder import SegmentWriter
from videos.studio.frames import Painter
from videos.studio.stills import resting_frame
from videos.studio.timeline import Timeline

Draw = Callable[[Painter, range, SegmentWriter, Stopwatch, Stopwatch], None]


def together(
    painter: Painter, numbers: range, writer: SegmentWriter, drawing: Stopwatch, encoding: Stopwatch
) -> None:
    """Draw each frame on the encoder's canvas and encode it."""
    for number in numbers:
        with drawing:
            painter.paint(number, writer.canvas)
        with encoding:
            writer.add()


def apart(
    painter: Painter, numbers: range, writer: SegmentWriter, drawing: Stopwatch, encoding: Stopwatch
) -> None:
    """Draw frames into memory, then encode them; copying them across is on neither watch."""
    laid = painter.timeline
    held = [Canvas.blank(laid.width, laid.height) for _ in numbers]
    with drawing:
        for number, canvas in zip(numbers, held, strict=True):
            painter.paint(number, canvas)
    for canvas in held:
        for target, source in zip(writer.canvas.planes, canvas.planes, strict=True):
            target[:] = source
        with encoding:
            writer.add()


WAYS: dict[str, Draw] = {"apart": apart, "together": together}


class Hand:
    """Makes the shots of a timeline, a few frames at a time."""

    def __init__(self, painter: Painter, draw: Draw, out: Path) -> None:
        self._painter, self._draw, self._out = painter, draw, out
        self._writer: SegmentWriter | None = None

    def make(self, index: int, first: int, end: int) -> dict[str, float | str]:
        """Return what frames cost in seconds, and a digest of the shot's file when it is done."""
        drawing, encoding = Stopwatch(), Stopwatch()
        with encoding:
            writer = self._writer = self._writer or self._opened()
        self._draw(self._painter, range(first, end), writer, drawing, encoding)
        digest = ""
        if end == self._painter.timeline.shots[index].end:
            with encoding:
                writer.close()
            self._writer = None
            digest = hashlib.sha256(self._out.read_bytes()).hexdigest()
        return {
            "drawing": drawing.cpu, "drawing_wall": drawing.wall,
            "encoding": encoding.cpu, "encoding_wall": encoding.wall, "digest": digest,
        }  # fmt: skip

    def _opened(self) -> SegmentWriter:
        laid = self._painter.timeline
        return SegmentWriter(self._out, width=laid.width, height=laid.height, fps=laid.fps)


def warm_up(laid: Timeline, out: Path) -> None:
    """Load kernels, fonts and the encoder with another script, so that no drawing is made early."""
    painter = Painter(laid)
    writer = SegmentWriter(out, width=laid.width, height=laid.height, fps=laid.fps)
    for index, shot in enumerate(laid.shots):
        for number in {shot.start, resting_frame(laid, index)}:
            painter.paint(number, writer.canvas)
            writer.add()
    writer.close()


def main() -> None:
    """Run the command line."""
    way, name, style = sys.argv[1:]
    other = "coffee" if name == "launch" else "launch"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.mp4"
        warm_up(timeline(BOARDS[other], style=style), out)
        painter = Painter(timeline(BOARDS[name], style=style, quality=Quality.FULL))
        hand = Hand(painter, WAYS[way], out)
        _say({"cpu": time.process_time()})
        for line in sys.stdin:
            _say(hand.make(*map(int, line.split())))


def _say(figures: object) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
