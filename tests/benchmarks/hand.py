"""A process that makes frames when it is told to, in one of two ways; `render` works with several.

    python -m tests.benchmarks.hand apart|together BOARD STYLE

Once its start-up is over it answers each line of standard input, "first end", with a line of
figures for those frames. "together" draws each frame on the encoder's own canvas and encodes it,
one file for every part, as a segment process does. "apart" draws all the frames of a line into
memory and then encodes them into one file, so that drawing and x264 are known by themselves; the
line "0 0" ends the file.
"""

import json
import sys
import tempfile
import time
import zlib
from pathlib import Path

from tests.benchmarks.measuring import Stopwatch
from tests.studio.boards import BOARDS, timeline
from videos.spec import Quality
from videos.studio.compositor.canvas import Canvas
from videos.studio.encoder import SegmentWriter
from videos.studio.frames import Painter
from videos.studio.parts import cut
from videos.studio.stills import resting_frame
from videos.studio.timeline import Timeline


class Hand:
    """What both ways have in common: an encoder, and watches that drawing and encoding are on."""

    def __init__(self, painter: Painter, out: Path) -> None:
        self.painter, self._out = painter, out
        self._writer: SegmentWriter | None = None
        self.drawing, self.encoding = Stopwatch(), Stopwatch()
        self._seen = 0

    def make(self, numbers: range) -> dict[str, float]:
        """Return what frames cost in seconds, and a checksum of them."""
        self.drawing, self.encoding, self._seen = Stopwatch(), Stopwatch(), 0
        self.work(numbers)
        return {
            "drawing": self.drawing.cpu, "drawing_wall": self.drawing.wall,
            "encoding": self.encoding.cpu, "encoding_wall": self.encoding.wall,
            "frames": self._seen,
        }  # fmt: skip

    def work(self, numbers: range) -> None:
        """Draw and encode frames; an empty range is the last."""
        raise NotImplementedError

    def writer(self) -> SegmentWriter:
        """Return the encoder, opened anew after it was closed."""
        laid = self.painter.timeline
        if self._writer is None:
            with self.encoding:
                self._writer = SegmentWriter(
                    self._out, width=laid.width, height=laid.height, fps=laid.fps
                )
        return self._writer

    def encode(self, writer: SegmentWriter) -> None:
        """Encode what is on the encoder's canvas."""
        for plane in writer.canvas.planes:
            self._seen = zlib.crc32(plane.tobytes(), self._seen)
        with self.encoding:
            writer.add()

    def close(self) -> None:
        """Finish the file, if one is open."""
        if self._writer is not None:
            with self.encoding:
                self._writer.close()
            self._writer = None


class Together(Hand):
    """Draws each frame on the encoder's canvas and encodes it, a file for every part."""

    def __init__(self, painter: Painter, out: Path) -> None:
        super().__init__(painter, out)
        self._ends = {part.end for part in cut(painter.timeline)}

    def work(self, numbers: range) -> None:
        """Draw and encode frames of one part."""
        for number in numbers:
            writer = self.writer()
            with self.drawing:
                self.painter.paint(number, writer.canvas)
            self.encode(writer)
        if numbers.stop in self._ends:
            self.close()


class Apart(Hand):
    """Draws frames into memory, then encodes them; copying them across is on neither watch."""

    def work(self, numbers: range) -> None:
        """Draw frames, and encode them into the one file."""
        laid = self.painter.timeline
        held = [Canvas.blank(laid.width, laid.height) for _ in numbers]
        with self.drawing:
            for number, canvas in zip(numbers, held, strict=True):
                self.painter.paint(number, canvas)
        for canvas in held:
            writer = self.writer()
            for target, source in zip(writer.canvas.planes, canvas.planes, strict=True):
                target[:] = source
            self.encode(writer)
        if not numbers:
            self.close()


WAYS: dict[str, type[Hand]] = {"apart": Apart, "together": Together}


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
        hand = WAYS[way](painter, out)
        _say({"cpu": time.process_time()})
        for line in sys.stdin:
            _say(hand.make(range(*map(int, line.split()))))


def _say(figures: object) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
