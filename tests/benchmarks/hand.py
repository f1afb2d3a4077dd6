"""A process that makes shots when it is told to, in one of two ways; `render` works with several.

    python -m tests.benchmarks.hand apart|together BOARD STYLE

Once its start-up is over it answers each line of standard input, indexes of shots, with a line of
figures. "together" draws each frame on the encoder's own canvas and encodes it, as a segment
process does. "apart" draws two seconds of frames into memory and then encodes those, so that
drawing and x264 are known each by itself; memory stays bounded however long a shot is.
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

_HELD = 60


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
    held = [Canvas.blank(laid.width, laid.height) for _ in range(min(_HELD, len(numbers)))]
    for first in range(0, len(numbers), _HELD):
        ready = list(zip(numbers[first : first + _HELD], held, strict=False))
        with drawing:
            for number, canvas in ready:
                painter.paint(number, canvas)
        for _, canvas in ready:
            for target, source in zip(writer.canvas.planes, canvas.planes, strict=True):
                target[:] = source
            with encoding:
                writer.add()


WAYS: dict[str, Draw] = {"apart": apart, "together": together}


def make(painter: Painter, index: int, draw: Draw, out: Path) -> dict[str, float | str]:
    """Return what a shot cost in seconds, and a digest of its file."""
    laid, shot = painter.timeline, painter.timeline.shots[index]
    drawing, encoding = Stopwatch(), Stopwatch()
    with encoding:
        writer = SegmentWriter(out, width=laid.width, height=laid.height, fps=laid.fps)
    draw(painter, range(shot.start, shot.end), writer, drawing, encoding)
    with encoding:
        writer.close()
    return {
        "drawing": drawing.cpu, "drawing_wall": drawing.wall,
        "encoding": encoding.cpu, "encoding_wall": encoding.wall,
        "digest": hashlib.sha256(out.read_bytes()).hexdigest(),
    }  # fmt: skip


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
        _say({"cpu": time.process_time()})
        for line in sys.stdin:
            _say([make(painter, int(index), WAYS[way], out) for index in line.split(",")])


def _say(figures: object) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
