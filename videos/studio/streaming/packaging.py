"""Makes the files of a stream from a finished video, in one pass over its pictures."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import av

from videos.states import ArtifactKind
from videos.studio.stopping import ShouldStop, never
from videos.studio.streaming import encoding, tracks
from videos.studio.streaming.cutting import Film, film
from videos.studio.streaming.ladder import Rung, ladder
from videos.studio.streaming.package import Package, Rendition
from videos.studio.streaming.sheet import Sheet

SHEET = "sprite.jpg"
"""The name under which the captions of the sheet look for it, beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of a stream by kind, and what its playlists are written from."""

    package: Package
    files: dict[ArtifactKind, Path]


def make(source: Path, folder: Path, should_stop: ShouldStop = never) -> Made:
    """Make the stream of the video at `source`, its files in `folder`.

    Raises:
        ValueError: the video cannot be cut into pieces.
        av.FFmpegError: it cannot be read.
        Interrupted: `should_stop` said so; what lies in the folder is of no use.
    """
    seen = film(source)
    rungs = ladder(seen.width, seen.height)
    files = {_kind(rung): folder / f"{rung.name}.mp4" for rung in rungs}
    own, lower = rungs[0], rungs[1:]
    encoding.copy_pictures(source, files[_kind(own)], should_stop)
    sheet = Sheet(seen.width, seen.height, seen.seconds)
    _draw(source, seen, {rung: files[_kind(rung)] for rung in lower}, sheet, should_stop)
    renditions = tuple(_rendition(rung, files[_kind(rung)], seen) for rung in rungs)
    files |= _sounds(source, folder, should_stop) | _sheet(sheet, folder)
    sound = tracks.sound(files[ArtifactKind.STREAM_AUDIO])
    return Made(package=Package(renditions=renditions, sound=sound), files=files)


def _kind(rung: Rung) -> ArtifactKind:
    return ArtifactKind(f"stream_{rung.name}")


def _draw(
    source: Path, seen: Film, lower: dict[Rung, Path], sheet: Sheet, should_stop: ShouldStop
) -> None:
    """Decode every picture once, for all smaller renditions and for the sheet."""
    begins = {round(start * seen.rate) for start in seen.starts}
    with av.open(str(source)) as container, ExitStack() as stack:
        stream = container.streams.video[0]
        writers = [
            encoding.SmallerWriter(path, rung, seen.rate, stream) for rung, path in lower.items()
        ]
        for writer in writers:
            stack.callback(writer.abandon)
        for number, picture in encoding.numbered(container, stream, seen.rate, should_stop):
            sheet.offer(picture, number / seen.rate)
            for writer in writers:
                writer.add(picture, number, begins=number in begins)
        for writer in writers:
            writer.close()


def _rendition(rung: Rung, path: Path, seen: Film) -> Rendition:
    return Rendition(
        name=rung.name,
        width=rung.width,
        height=rung.height,
        rate=float(seen.rate),
        track=tracks.pictures(path, seen),
    )


def _sounds(source: Path, folder: Path, should_stop: ShouldStop) -> dict[ArtifactKind, Path]:
    streamed, whole = folder / "sound.mp4", folder / "audio.m4a"
    encoding.copy_sound(source, streamed, should_stop)
    encoding.sound_file(source, whole, should_stop)
    return {ArtifactKind.STREAM_AUDIO: streamed, ArtifactKind.AUDIO: whole}


def _sheet(sheet: Sheet, folder: Path) -> dict[ArtifactKind, Path]:
    picture, captions = folder / SHEET, folder / "sprite.vtt"
    sheet.save(picture, captions, SHEET)
    return {ArtifactKind.SPRITE: picture, ArtifactKind.SPRITE_VTT: captions}
