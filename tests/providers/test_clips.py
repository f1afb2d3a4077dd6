"""The clips of the fakes: what a presenter says is to be heard."""

import io

import av
import numpy as np
import pytest

from tests.providers.fakes.clips import clip, speaking


def test_a_presenter_is_seen_and_heard_for_as_long_as_the_script_takes() -> None:
    short, long = (_opened(speaking(script)) for script in ("One two.", "One two.\n\nThree four."))
    assert short[0] == long[0] == ["h264", "aac"]
    assert long[1] > short[1] + 0.5
    assert long[2] > 0.02, "it is not silent"


def test_pictures_and_sound_end_together() -> None:
    with av.open(io.BytesIO(speaking("One two."))) as container:
        ends = [
            float((stream.duration or 0) * (stream.time_base or 0)) for stream in container.streams
        ]
    assert ends[0] == pytest.approx(ends[1], abs=0.1)


def test_a_scene_clip_has_no_sound() -> None:
    with av.open(io.BytesIO(clip(1.0))) as container:
        assert not container.streams.audio


def _opened(film: bytes) -> tuple[list[str], float, float]:
    with av.open(io.BytesIO(film), "r") as container:
        names = [stream.codec_context.name for stream in container.streams]
        sound = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
        rate = container.streams.audio[0].rate
    return names, len(sound) / rate, float(np.sqrt(np.mean(sound**2)))
