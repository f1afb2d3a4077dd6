"""Is the finished file the video that was asked for? Measured, not believed."""

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from videos.studio.audio import RATE, Loudness, Stereo, measure, read
from videos.studio.timeline import Timeline

LOUDNESS_TOLERANCE = 1.0
TARGET_LUFS = -14.0
PEAK_LIMIT = -1.0
LONGEST_SILENCE = 4.0
SAMPLED_PICTURES = 8
DARK = 20.0
"""Mean luma below which a picture counts as black (16 is black)."""
FLAT = 1.5
"""Standard deviation of luma below which a picture shows nothing."""
_SILENCE = 0.003


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was measured of a finished video."""

    seconds: float
    frames: int
    width: int
    height: int
    codec: str
    pixel_format: str
    colour: str
    faststart: bool
    size_bytes: int
    audio_seconds: float
    loudness: float
    true_peak: float
    longest_silence: float
    empty_pictures: int
    """How many of the sampled pictures were black or showed nothing."""

    @property
    def summary(self) -> str:
        """The figures in one line."""
        return (
            f"{self.width}x{self.height}, {self.size_bytes / 1e6:.1f} MB, "
            f"{self.loudness:.1f} LUFS, peak {self.true_peak:.1f} dBTP"
        )


def inspect(path: Path, timeline: Timeline) -> Report:
    """Measure the file at `path`: the sound in full, the picture by samples.

    Raises:
        av.FFmpegError: it is not a video that can be read.
    """
    sound = read(path)
    heard = measure(sound) if len(sound) else Loudness(integrated=-70, true_peak=-120)
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        context = video.codec_context
        return Report(
            seconds=float((video.duration or 0) * (video.time_base or 0)),
            frames=video.frames,
            width=context.width,
            height=context.height,
            codec=context.name,
            pixel_format=str(context.pix_fmt),
            colour="bt709" if context.color_primaries == context.colorspace == 1 else "untagged",
            faststart=_is_faststart(path),
            size_bytes=path.stat().st_size,
            audio_seconds=len(sound) / RATE,
            loudness=round(heard.integrated, 2),
            true_peak=round(heard.true_peak, 2),
            longest_silence=round(_longest_silence(sound), 2),
            empty_pictures=_empty_pictures(path, timeline),
        )


def problems(report: Report, timeline: Timeline) -> tuple[str, ...]:
    """Return a sentence for everything that keeps the video from being delivered."""
    frame = 1 / timeline.fps
    checks = (
        (report.frames == timeline.frames, f"{report.frames} frames, not {timeline.frames}."),
        (
            (report.width, report.height) == (timeline.width, timeline.height),
            f"The picture is {report.width}x{report.height}.",
        ),
        (
            (report.codec, report.pixel_format, report.colour) == ("h264", "yuv420p", "bt709"),
            f"The picture is {report.codec}, {report.pixel_format}, {report.colour}.",
        ),
        (report.faststart, "The index is not at the start of the file."),
        (
            abs(report.audio_seconds - timeline.seconds) <= frame + 0.05,
            f"The sound lasts {report.audio_seconds:.2f} s, the picture {timeline.seconds:.2f} s.",
        ),
        (
            abs(report.loudness - TARGET_LUFS) <= LOUDNESS_TOLERANCE,
            f"The loudness is {report.loudness} LUFS.",
        ),
        (report.true_peak <= PEAK_LIMIT, f"The sound peaks at {report.true_peak} dBTP."),
        (
            report.longest_silence <= LONGEST_SILENCE,
            f"The sound is silent for {report.longest_silence} s.",
        ),
        (not report.empty_pictures, f"{report.empty_pictures} of the sampled pictures are empty."),
    )
    return tuple(sentence for passed, sentence in checks if not passed)


def _is_faststart(path: Path) -> bool:
    """Read the top-level boxes: `moov` has to come before `mdat`."""
    with path.open("rb") as file:
        while header := file.read(8):
            size, kind = int.from_bytes(header[:4]), header[4:]
            if kind in {b"moov", b"mdat"}:
                return kind == b"moov"
            file.seek(max(size, 8) - 8, 1)
    return False


def _longest_silence(sound: Stereo) -> float:
    hop = RATE // 100
    steps = len(sound) // hop
    if not steps:
        return 0.0
    peaks = np.abs(sound[: steps * hop, 0]).reshape(steps, hop).max(axis=1)
    loud = np.flatnonzero(np.concatenate([[True], peaks > _SILENCE, [True]]))
    return float(np.diff(loud).max() - 1) / 100


def _empty_pictures(path: Path, timeline: Timeline) -> int:
    empty = 0
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for i in range(SAMPLED_PICTURES):
            second = timeline.seconds * (i + 0.5) / SAMPLED_PICTURES
            container.seek(int(second * av.time_base))
            frame = next(container.decode(video=0), None)
            empty += frame is None or _shows_nothing(frame)
    return empty


def _shows_nothing(frame: av.VideoFrame) -> bool:
    plane = frame.planes[0]
    luma = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
        :, : plane.width
    ]
    return bool(luma.mean() < DARK and luma.std() < FLAT)
