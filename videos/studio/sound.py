"""The finished sound of a video: mixed, encoded, and kept under the name of all that it depends on.

A video whose pictures change, but not its words or its music, keeps its sound.
"""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.audio.stream import AudioStream

from videos.spec import to_json
from videos.studio import soundtrack
from videos.studio.audio import RATE, Blocks, decoded, frames
from videos.studio.parts import engine
from videos.studio.stopping import ShouldStop, never, until_stopped
from videos.studio.timeline import Timeline

if TYPE_CHECKING:
    _Packet = av.Packet[Any]

BITS_PER_SECOND = 192_000
AAC_FRAME = 1_024
_AAC = {"aac_coder": "fast", "aac_pns": "0", "aac_is": "0"}
"""No noise in place of sound and no stereo from intensity, for which there are bits enough here:
nearer to the soundtrack up to 16 kHz than FFmpeg's slower default, for less than half its time."""
_TRACKS = "immich-memories-music"


def made(timeline: Timeline, folder: Path, should_stop: ShouldStop = never) -> Path:
    """Return the encoded sound of a timeline, which is made unless it lies in `folder` already.

    Narration files are taken from `folder`, the creator's music from `folder`/assets.

    Raises:
        StepFailed: the creator's music cannot be used.
        Interrupted: `should_stop` said so.
    """
    path = folder / f"sound-{key(timeline)}.m4a"
    if not path.exists():
        mixed = path.with_suffix(".wav")
        soundtrack.mix(timeline, folder, mixed, should_stop=should_stop)
        encode(until_stopped(decoded(mixed), should_stop), path)
        mixed.unlink()
    return path


def key(timeline: Timeline) -> str:
    """Return a name for what is heard: equal names mean equal sounds."""
    facts = {
        "score": to_json(timeline.score), "style": timeline.style, "title": timeline.title,
        "fps": timeline.fps, "versions": (engine(), version(_TRACKS)),
        "shots": [
            (shot.start, shot.end, shot.audio, shot.audio_start, to_json(shot.words))
            for shot in timeline.shots
        ],
    }  # fmt: skip
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]


def encode(sound: Blocks, path: Path) -> None:
    """Write a sound as AAC in MP4, whole or not at all."""
    draft = path.with_suffix(".part")
    try:
        with av.open(str(draft), "w", format="mp4") as container:
            stream = container.add_stream("aac", rate=RATE, layout="stereo", options=_AAC)
            stream.bit_rate = BITS_PER_SECOND
            for packet in _packets(sound, stream):
                container.mux(packet)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _packets(sound: Blocks, stream: AudioStream) -> "Iterator[_Packet]":
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
    for frame in frames(sound, AAC_FRAME):
        for planar in resampler.resample(frame):
            yield from stream.encode(planar)
    yield from stream.encode(None)
