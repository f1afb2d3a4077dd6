"""How near the studio is to its encoder: `python -m tests.benchmarks.render` prints a table.

For every shot, the same frames at 1080p are made three ways, one after the other, so that a noisy
machine is noisy for all of them:

    encode   x264 alone, on frames that lie ready in memory: the floor
    paint    drawing the frames and throwing them away
    video    drawing and encoding, as a video is made

Figures are CPU time of this process, which does all of it on one thread. Read the ratios; the
milliseconds belong to the machine.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.studio.boards import COFFEE, timeline
from videos.spec import Quality
from videos.studio.compositor.canvas import Canvas
from videos.studio.encoder import SegmentWriter
from videos.studio.frames import Painter, Planes
from videos.studio.themes import THEMES
from videos.studio.timeline import Timeline

WAYS = ("encode", "paint", "video")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Compare rendering with its encoder alone.")
    parser.add_argument("--frames", type=int, default=90, help="at most so many of a shot (90)")
    parser.add_argument("--styles", nargs="+", default=sorted(THEMES), choices=sorted(THEMES))
    options = parser.parse_args()
    print(f"{'style':<12}{'encode':>10}{'paint':>10}{'video':>10}{'video/encode':>15}{'shots':>14}")
    for style in options.styles:
        laid = timeline(COFFEE, style=style, quality=Quality.FULL)
        Painter(laid).paint(0, Canvas.blank(laid.width, laid.height))  # loads fonts and kernels
        print(f"{style:<12}{_row(_measured(laid, options.frames))}", flush=True)


def _measured(laid: Timeline, frames: int) -> list[dict[str, float]]:
    """Return CPU seconds per frame of every way, for every shot."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.mp4"
        return [_shot(laid, range(shot.start, shot.end)[:frames], out) for shot in laid.shots]


def _shot(laid: Timeline, numbers: Sequence[int], out: Path) -> dict[str, float]:
    painter = Painter(laid)
    ready = [painter.frame(number) for number in numbers]
    return {
        "encode": _seconds(lambda: _encode(laid, ready, out)) / len(numbers),
        "paint": _seconds(lambda: _paint(laid, numbers)) / len(numbers),
        "video": _seconds(lambda: _video(laid, numbers, out)) / len(numbers),
    }


def _seconds(way: Callable[[], None]) -> float:
    started = time.process_time()
    way()
    return time.process_time() - started


def _writer(laid: Timeline, out: Path) -> SegmentWriter:
    return SegmentWriter(out, width=laid.width, height=laid.height, fps=laid.fps)


def _encode(laid: Timeline, frames: Sequence[Planes], out: Path) -> None:
    writer = _writer(laid, out)
    for planes in frames:
        for target, source in zip(writer.canvas.planes, planes, strict=True):
            target[:] = source
        writer.add()
    writer.close()


def _paint(laid: Timeline, numbers: Sequence[int]) -> None:
    painter, canvas = Painter(laid), Canvas.blank(laid.width, laid.height)
    for number in numbers:
        painter.paint(number, canvas)


def _video(laid: Timeline, numbers: Sequence[int], out: Path) -> None:
    painter, writer = Painter(laid), _writer(laid, out)
    for number in numbers:
        painter.paint(number, writer.canvas)
        writer.add()
    writer.close()


def _row(shots: Sequence[dict[str, float]]) -> str:
    means = {way: sum(shot[way] for shot in shots) / len(shots) for way in WAYS}
    ratios = [shot["video"] / shot["encode"] for shot in shots]
    figures = "".join(f"{means[way] * 1000:>7.1f} ms" for way in WAYS)
    spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
    return f"{figures}{means['video'] / means['encode']:>15.2f}{spread:>14}"


if __name__ == "__main__":
    main()
