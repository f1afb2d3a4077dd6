"""What was measured of a file, in one place."""

from dataclasses import dataclass
from pathlib import Path

import av

from videos.studio.audio import decoded
from videos.studio.quality.pictures import Pictures, look
from videos.studio.quality.sounds import Sounds, listen
from videos.studio.stopping import ShouldStop, never, until_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was measured of a finished video."""

    seconds: float
    frames: int
    """As many as the file says that it has."""
    fps: float
    width: int
    height: int
    codec: str
    pixel_format: str
    colour: str
    faststart: bool
    size_bytes: int
    pictures: Pictures
    sounds: Sounds

    @property
    def summary(self) -> str:
        """The figures in one line."""
        return (
            f"{self.width}x{self.height}, {self.size_bytes / 1e6:.1f} MB, "
            f"{self.sounds.loudness:.1f} LUFS, peak {self.sounds.true_peak:.1f} dBTP"
        )

    @property
    def table(self) -> tuple[tuple[str, str], ...]:
        """Every figure as (what, how much), for people."""
        seen, heard = self.pictures, self.sounds
        return (
            ("Picture", f"{self.width}x{self.height} at {self.fps:g} frames a second"),
            ("Encoding", f"{self.codec}, {self.pixel_format}, {self.colour}"),
            ("Length", f"{self.seconds:.2f} s, {self.frames} frames, {seen.decoded} decoded"),
            ("Index first", "yes" if self.faststart else "no"),
            ("Size", f"{self.size_bytes / 1e6:.1f} MB"),
            ("Longest black", f"{seen.longest_black / self.fps:.2f} s"),
            ("Longest frozen", f"{seen.longest_frozen / self.fps:.2f} s"),
            ("Sound", f"{heard.seconds:.2f} s"),
            ("Loudness", f"{heard.loudness:.1f} LUFS"),
            ("True peak", f"{heard.true_peak:.1f} dBTP"),
            ("Clipped", f"{heard.clipped} times"),
            ("Longest silence", f"{heard.longest_silence:.2f} s"),
        )


def inspect(
    path: Path, pictures: Pictures | None = None, should_stop: ShouldStop = never
) -> Report:
    """Measure the file at `path`: every picture, unless they were seen before, and the whole sound.

    Raises:
        av.FFmpegError: it is not a video that can be read.
        IndexError: it has no picture or no sound.
        Interrupted: `should_stop` said so.
    """
    pictures = pictures or Pictures.of(look(path, should_stop))
    sounds = listen(until_stopped(decoded(path), should_stop))
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        context = video.codec_context
        return Report(
            seconds=float((video.duration or 0) * (video.time_base or 0)),
            frames=video.frames,
            fps=float(video.average_rate or 1),
            width=context.width,
            height=context.height,
            codec=context.name,
            pixel_format=str(context.pix_fmt),
            colour="bt709" if context.color_primaries == context.colorspace == 1 else "untagged",
            faststart=_is_faststart(path),
            size_bytes=path.stat().st_size,
            pictures=pictures,
            sounds=sounds,
        )


def _is_faststart(path: Path) -> bool:
    """Read the top-level boxes: `moov` has to come before `mdat`."""
    with path.open("rb") as file:
        while header := file.read(8):
            size, kind = int.from_bytes(header[:4]), header[4:]
            if kind in {b"moov", b"mdat"}:
                return kind == b"moov"
            file.seek(max(size, 8) - 8, 1)
    return False
