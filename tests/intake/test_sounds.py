"""Music and recordings: kept at one rate; silence is refused."""

from pathlib import Path

import av
import pytest

from tests.intake.checks import RED, refusal
from tests.studio import files
from videos.spec import AssetKind
from videos.studio.intake import Unusable, inspect, prepare


@pytest.mark.parametrize(("kind", "channels"), [(AssetKind.MUSIC, 2), (AssetKind.RECORDING, 1)])
def test_sound_is_kept_at_one_rate(tmp_path: Path, kind: AssetKind, channels: int) -> None:
    path = files.tone(tmp_path / "t.mp3", length=3)
    assert inspect(path, kind, "t").seconds == pytest.approx(3, abs=0.1)
    asset = prepare(path, kind, "t", tmp_path / "assets")
    with av.open(str(tmp_path / "assets" / asset.file)) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == (
            "flac", 48_000, channels,
        )  # fmt: skip
        samples = sum(frame.samples for frame in container.decode(stream))
    assert samples == pytest.approx(3 * 48_000, abs=50)


def test_bad_sounds_are_refused_in_a_sentence(tmp_path: Path) -> None:
    assets = tmp_path / "assets"
    with pytest.raises(Unusable, match="is silent"):
        prepare(files.tone(tmp_path / "a", length=1, level=0), AssetKind.MUSIC, "a.wav", assets)
    with pytest.raises(Unusable, match="too short"):
        prepare(files.tone(tmp_path / "b", length=0.1), AssetKind.MUSIC, "b.wav", assets)
    assert not list(assets.iterdir())
    film = files.film(tmp_path / "c.mp4", [files.plain(320, 240, RED)] * 5)
    assert "no sound in it" in refusal(film, AssetKind.RECORDING)
    (tmp_path / "d").write_text("no sound " * 99, encoding="utf-8")
    assert "not a sound that we can read" in refusal(tmp_path / "d", AssetKind.MUSIC)
    long = files.tone(tmp_path / "e", length=1300, rate=8_000)
    assert "longer than 20 minutes" in refusal(long, AssetKind.RECORDING)
