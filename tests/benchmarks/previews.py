"""How long a creator waits to see something: `python -m tests.benchmarks.previews`.

Stills: the eight scenes of a storyboard at rest, saved as JPEG, in a process that is warm from
another script.

Animatic: a script as a 360p15 video, as seconds of video for a second of CPU and of wall:

    first          a process from start to end: imports, narration, pictures, sound, assembly, gate
    spoken before  the same, with the narration in the folder already
    next           all of it too, in a worker that has made another video just before
    pictures       the parts alone, start-up included
    one process    drawing and encoding alone, in one process that has started already
"""

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.benchmarks.measuring import Cost, Stopwatch, cost_of, in_turn, length_of, spread, table
from tests.benchmarks.order import placed
from tests.studio.boards import COFFEE, LAUNCH, timeline
from tests.studio.memory import children_of
from videos.spec import Quality, Storyboard, VideoSpec
from videos.studio import production
from videos.studio.crew import Crew
from videos.studio.encoder import SegmentWriter
from videos.studio.frames import Painter
from videos.studio.stills import still
from videos.studio.themes import THEMES

_SIZES = {"360p": (640, 360), "720p": (1280, 720), "1080p": (1920, 1080)}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure stills and the animatic.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--style", default="aurora", choices=list(THEMES))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, style = Path(name), options.style
        _stills(COFFEE, style, "720p", folder)
        sizes = {size: partial(_stills, LAUNCH, style, size, folder) for size in _SIZES}
        heads = ["eight stills, warm", "CPU, s", "wall, s"]
        rows = _rows(sizes, options.rounds, lambda seconds: seconds)
        print(table([heads, *rows]) + "\n", flush=True)
        heads = ["animatic, x real time", "by CPU", "by wall"]
        ways = _animatics(style, folder)
        print(table([heads, *_rows(ways, options.rounds, lambda seconds: 1 / seconds)]))


def _rows(
    ways: Mapping[str, Callable[[], Cost]], rounds: int, figure: Callable[[float], float]
) -> list[list[str]]:
    turns = [in_turn(ways, turn) for turn in range(rounds)]
    return [
        [
            way,
            spread([figure(turn[way].cpu) for turn in turns]),
            spread([figure(turn[way].wall) for turn in turns]),
        ]
        for way in ways
    ]


def _stills(board: Storyboard, style: str, size: str, folder: Path) -> Cost:
    width, height = _SIZES[size]
    laid = replace(timeline(board, style=style), width=width, height=height)
    watch = Stopwatch()
    with watch:
        for index in range(len(board.scenes)):
            still(laid, index, folder / f"{index}.jpg")
    return Cost(watch.cpu, watch.wall)


def _animatics(style: str, folder: Path) -> dict[str, Callable[[], Cost]]:
    """Return ways of making an animatic; each gives what a second of video costs."""
    spoken = folder / "spoken"
    _ordered(spoken, style)
    return {
        "first": lambda: _ordered(folder / "first", style),
        "spoken before": lambda: _ordered(folder / "again", style, spoken.glob("speech-*")),
        "next": lambda: _next(folder / "next", style),
        "pictures": lambda: _pictures(folder / "pictures", style),
        "one process": lambda: _one_process(folder / "one.mp4", style),
    }


def _ordered(folder: Path, style: str, files: Iterable[Path] = ()) -> Cost:
    shutil.rmtree(folder, ignore_errors=True)
    command = placed(folder, COFFEE, style=style, quality=Quality.PREVIEW)
    for path in files:
        shutil.copy(path, folder)
    cost = cost_of(command)
    return cost.per(length_of(folder / "video.mp4"))


def _pictures(folder: Path, style: str) -> Cost:
    shutil.rmtree(folder, ignore_errors=True)
    command = placed(folder, COFFEE, style=style, quality=Quality.PREVIEW)
    return cost_of([*command, "--pictures"]).per(timeline(COFFEE).seconds)


def _next(folder: Path, style: str) -> Cost:
    shutil.rmtree(folder, ignore_errors=True)
    with Crew() as crew:
        _made(LAUNCH, style, folder / "before", crew)
        drawn, watch = _drawing_seconds(), Stopwatch()
        with watch:
            seconds = _made(COFFEE, style, folder / "next", crew)
        return Cost(watch.cpu + _drawing_seconds() - drawn, watch.wall).per(seconds)


def _made(board: Storyboard, style: str, folder: Path, crew: Crew) -> float:
    spec = VideoSpec(campaign_name="D", script=board.script, style=style, quality=Quality.PREVIEW)
    made = production.render(
        spec, board, folder, crew=crew, on_progress=lambda *_: None, should_stop=lambda: False
    )
    return made.timeline.seconds


def _drawing_seconds() -> float:
    """Return the CPU time of this process's children so far (proc(5): fields 14 and 15)."""
    ticks = 0
    for pid in children_of(os.getpid()):
        _, _, facts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")
        ticks += sum(int(field) for field in facts.split()[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def _one_process(path: Path, style: str) -> Cost:
    laid = timeline(COFFEE, style=style, quality=Quality.PREVIEW)
    watch = Stopwatch()
    with watch:
        painter = Painter(laid)
        writer = SegmentWriter(path, width=laid.width, height=laid.height, fps=laid.fps)
        for number in range(laid.frames):
            painter.paint(number, writer.canvas)
            writer.add()
        writer.close()
    return Cost(watch.cpu, watch.wall).per(laid.seconds)


if __name__ == "__main__":
    main()
