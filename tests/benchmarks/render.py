"""How near the studio is to its encoder: `python -m tests.benchmarks.render` prints a table.

Every round renders the opening of each shot at 1080p three ways, one after the other, so that a
noisy machine is noisy for all of them:

    encode   x264 alone, on frames that lie ready in memory: the floor
    paint    drawing the frames and throwing them away
    video    drawing and encoding, as a video is made

Read the ratios; the seconds belong to the machine.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.studio.boards import COFFEE, timeline
from videos.spec import Quality
from videos.studio.compositor.canvas import Canvas
from videos.studio.encoder import SegmentWriter
from videos.studio.frames import Painter, Planes
from videos.studio.themes import THEMES
from videos.studio.timeline import Timeline

Way = Callable[[], None]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Compare rendering with its encoder alone.")
    parser.add_argument("--frames", type=int, default=24, help="frames of each shot (24)")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds (3)")
    options = parser.parse_args()
    print(f"{'style':<12}{'encode':>9}{'paint':>9}{'video':>9}{'video/encode':>15}{'spread':>16}")
    for style in sorted(THEMES):
        laid = timeline(COFFEE, style=style, quality=Quality.FULL)
        print(f"{style:<12}{_row(_rounds(laid, options.frames, options.rounds))}", flush=True)


def _rounds(laid: Timeline, frames: int, rounds: int) -> dict[str, list[float]]:
    """Return seconds per frame of every way in every round."""
    numbers = [n for shot in laid.shots for n in range(shot.start, shot.end)[:frames]]
    with tempfile.TemporaryDirectory() as folder:
        ways = _ways(laid, numbers, Path(folder) / "out.mp4")
        spent: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                started = time.perf_counter()
                way()
                spent[name].append((time.perf_counter() - started) / len(numbers))
    return spent


def _ways(laid: Timeline, numbers: list[int], out: Path) -> dict[str, Way]:
    painter = Painter(laid)
    ready = [painter.frame(number) for number in numbers]
    return {
        "encode": lambda: _encode(laid, iter(ready), out),
        "paint": lambda: _paint(laid, numbers),
        "video": lambda: _video(laid, numbers, out),
    }


def _encode(laid: Timeline, frames: Iterator[Planes], out: Path) -> None:
    writer = SegmentWriter(out, width=laid.width, height=laid.height, fps=laid.fps)
    for planes in frames:
        for target, source in zip(writer.canvas.planes, planes, strict=True):
            target[:] = source
        writer.add()
    writer.close()


def _paint(laid: Timeline, numbers: list[int]) -> None:
    painter, canvas = Painter(laid), Canvas.blank(laid.width, laid.height)
    for number in numbers:
        painter.paint(number, canvas)


def _video(laid: Timeline, numbers: list[int], out: Path) -> None:
    painter = Painter(laid)
    writer = SegmentWriter(out, width=laid.width, height=laid.height, fps=laid.fps)
    for number in numbers:
        painter.paint(number, writer.canvas)
        writer.add()
    writer.close()


def _row(spent: dict[str, list[float]]) -> str:
    seconds = "".join(f"{statistics.median(values) * 1000:>6.1f} ms" for values in spent.values())
    ratios = [v / e for v, e in zip(spent["video"], spent["encode"], strict=True)]
    return f"{seconds}{statistics.median(ratios):>15.2f}{min(ratios):>10.2f}–{max(ratios):.2f}"


if __name__ == "__main__":
    main()
