"""What the sound of a video costs: `python -m tests.benchmarks.sound` prints a table.

The same mix is brought to its loudness two ways, one after the other in every round, so that a
noisy machine is noisy for both:

    ffmpeg   its ebur128 and, at four times the rate, its alimiter, until the loudness is met
    studio   the studio's own meter and limiter

and a whole soundtrack is made, from voices and track to the finished file. Figures are CPU seconds
of this process, the best of all rounds. Read the ratio and the measured sound; the seconds belong
to the machine.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.filter import Graph

from tests.studio.boards import COFFEE, timeline
from videos.studio import soundtrack
from videos.studio.audio import RATE, Blocks, Stereo, decoded, frames, measure, save
from videos.studio.mastering import CEILING_DBTP, TARGET_LUFS, master
from videos.studio.tape import Recording, Tape, played
from videos.studio.timeline import Shot, Timeline

SYLLABLE = 0.19
PASSES, CLOSE_ENOUGH = 3, 0.1


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure what sound costs.")
    parser.add_argument("--seconds", type=int, default=60, help="length of the video (60)")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        laid = _laid(options.seconds, folder)
        blocks = soundtrack.mixed(laid, folder, folder, folder)
        with Tape(blocks, folder) as tape:
            _compare(tape, laid, folder, options.rounds)


def _compare(tape: Recording, laid: Timeline, folder: Path, rounds: int) -> None:
    ways: dict[str, Callable[[Path], None]] = {
        "ffmpeg": lambda path: _mastered_by_ffmpeg(tape, path),
        "studio": lambda path: master(tape, path),
        "whole": lambda path: soundtrack.mix(laid, folder, path),
    }
    ways["studio"](folder / "warm.wav")  # compiles the kernels
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, make in ways.items():
            taken[way].append(_seconds(make, folder / f"{way}.wav"))
    print(f"{laid.seconds:.0f} s of sound{'CPU s':>12}{'LUFS':>9}{'dBTP':>8}")
    for way, seconds in taken.items():
        heard = measure(decoded(folder / f"{way}.wav"))
        print(f"{way:<14}{min(seconds):>11.3f}{heard.integrated:>9.2f}{heard.true_peak:>8.2f}")
    mixing = min(taken["whole"]) - min(taken["studio"])
    print(f"mastering: ffmpeg/studio {min(taken['ffmpeg']) / min(taken['studio']):.1f}")
    print(f"whole: {(mixing + min(taken['ffmpeg'])) / min(taken['whole']):.1f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _seconds(make: Callable[[Path], None], path: Path) -> float:
    before = time.process_time()
    make(path)
    return time.process_time() - before


def _laid(seconds: int, folder: Path) -> Timeline:
    """Return a board's timeline, repeated to `seconds`, with voices of syllables of noise."""
    laid = timeline(COFFEE)
    shots: list[Shot] = []
    end = 0
    while end < seconds * laid.fps:
        shot = laid.shots[len(shots) % len(laid.shots)]
        shots.append(replace(shot, start=end, end=end + shot.length, audio=shot.audio))
        end += shot.length
    for shot in laid.shots:
        save([_babble(shot.words[-1].end - shot.audio_start)], folder / shot.audio)
    return replace(laid, shots=tuple(shots))


def _babble(seconds: float) -> Stereo:
    at = np.arange(int(seconds * RATE)) / RATE
    noise = np.random.default_rng(3).standard_normal(len(at))
    voiced = np.convolve(noise, np.hanning(40), "same") + 8 * np.sin(2 * np.pi * 140 * at)
    sound = voiced * np.sin(np.pi * at / SYLLABLE) ** 2
    sound *= 0.12 / np.sqrt((sound**2).mean())
    return np.column_stack([sound, sound]).astype(np.float32)


def _mastered_by_ffmpeg(tape: Recording, path: Path) -> None:
    gain = TARGET_LUFS - measure(played(tape), peaks=False).integrated
    for _ in range(PASSES):
        save(_limited_by_ffmpeg(played(tape), gain), path)
        error = TARGET_LUFS - measure(decoded(path), peaks=False).integrated
        if abs(error) < CLOSE_ENOUGH:
            return
        gain += error


def _limited_by_ffmpeg(blocks: Blocks, gain: float) -> Iterator[Stereo]:
    limit = 10 ** (CEILING_DBTP / 20)
    graph = Graph()
    source = last = graph.add_abuffer(
        sample_rate=RATE, format="flt", layout="stereo", time_base=Fraction(1, RATE)
    )
    for name, arguments in (
        ("volume", f"volume={gain:.2f}dB"),
        ("aresample", "192000"),
        ("alimiter", f"limit={limit:.4f}:level=false:attack=4:release=60"),
        ("aresample", str(RATE)),
        ("aformat", f"sample_fmts=flt:channel_layouts=stereo:sample_rates={RATE}"),
        ("abuffersink", ""),
    ):
        node = graph.add(name, arguments)
        last.link_to(node)
        last = node
    graph.configure()
    for frame in (*frames(blocks), None):
        source.push(frame)
        while True:
            try:
                out = last.pull()
            except (av.BlockingIOError, av.EOFError):
                break
            if isinstance(out, av.AudioFrame):
                yield out.to_ndarray().reshape(-1, 2).astype(np.float32, copy=False)


if __name__ == "__main__":
    main()
