"""The whole path for real: order in, checked files out."""

import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import av
import pytest
from PIL import Image

from tests.product import ROOT
from tests.studio.production import SCRIPT, SPEC, produce, storyboard
from videos.exceptions import Interrupted
from videos.spec import Aspect, CaptionMode
from videos.studio import quality
from videos.studio.parts import cut
from videos.studio.production import Production, render

pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Production:
    """One video for all tests that only look."""
    return produce(tmp_path_factory.mktemp("made"))


def test_the_file_is_what_players_want(made: Production) -> None:
    report = made.report
    assert (report.codec, report.pixel_format, report.colour) == ("h264", "yuv420p", "bt709")
    assert report.faststart
    assert report.frames == made.timeline.frames
    with av.open(str(made.video)) as container:
        audio = container.streams.audio[0]
        assert (audio.codec_context.name, audio.rate, audio.layout.name) == ("aac", 48000, "stereo")
        assert container.metadata["title"] == "Dawnroast"


def test_it_is_as_loud_as_platforms_play(made: Production) -> None:
    assert abs(made.report.sounds.loudness + 14) <= 0.5
    assert made.report.sounds.true_peak <= -1
    assert made.report.sounds.longest_silence < 1.5


def test_every_frame_decodes_in_order(made: Production) -> None:
    with av.open(str(made.video)) as container:
        times = [frame.time for frame in container.decode(video=0)]
    assert len(times) == made.timeline.frames
    assert times == sorted(set(times))


def test_the_thumbnail_is_a_clean_jpeg(made: Production) -> None:
    with Image.open(made.thumbnail) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (640, 360)


def test_captions_say_what_was_written(made: Production) -> None:
    lines = [
        line for line in made.srt.read_text(encoding="utf-8").splitlines()
        if line and " --> " not in line and not line.isdigit()
    ]  # fmt: skip
    assert " ".join(" ".join(lines).split()) == " ".join(SCRIPT.split())


def test_making_it_again_gives_the_same_pictures(made: Production, tmp_path: Path) -> None:
    again = produce(tmp_path)
    first = {path.name: path.read_bytes() for path in (made.video.parent / "parts").glob("*.mp4")}
    second = {path.name: path.read_bytes() for path in (tmp_path / "parts").glob("*.mp4")}
    assert first == second
    assert again.report.size_bytes == made.report.size_bytes


@pytest.mark.parametrize("aspect", [Aspect.TALL, Aspect.SQUARE])
def test_other_shapes(tmp_path: Path, aspect: Aspect) -> None:
    made = produce(tmp_path, replace(SPEC, aspect=aspect, captions=CaptionMode.FILE, style="neon"))
    assert quality.problems(made.report, made.timeline) == ()


def test_without_music_it_is_still_a_video(tmp_path: Path) -> None:
    made = produce(tmp_path, replace(SPEC, music=False))
    assert abs(made.report.sounds.loudness + 14) <= 1


def test_progress_counts_real_things(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    board = storyboard()
    made = render(
        SPEC, board, tmp_path, should_stop=lambda: False,
        on_progress=lambda stage, done, total: told.append((stage, done, total)),
    )  # fmt: skip
    assert [done for stage, done, _ in told if stage == "narration"] == [1, 2]
    visuals = [(done, total) for stage, done, total in told if stage == "visuals"]
    assert {total for _, total in visuals} == {made.timeline.frames}
    assert visuals[-1][0] == made.timeline.frames
    assert [done for done, _ in visuals] == sorted(done for done, _ in visuals)


def test_finished_scenes_are_kept(tmp_path: Path) -> None:
    made = produce(tmp_path)
    kept, lost, *_ = (part.path(tmp_path / "parts") for part in cut(made.timeline))
    before = kept.stat().st_mtime_ns
    lost.write_bytes(lost.read_bytes()[:2000])
    made = produce(tmp_path)
    assert kept.stat().st_mtime_ns == before
    assert quality.problems(made.report, made.timeline) == ()


def test_another_order_in_the_same_folder_starts_anew(tmp_path: Path) -> None:
    produce(tmp_path)
    made = produce(tmp_path, replace(SPEC, style="editorial"))
    assert made.timeline.style == "editorial"
    assert quality.problems(made.report, made.timeline) == ()


def test_stopping_leaves_no_process(tmp_path: Path) -> None:
    seen: list[str] = []
    with pytest.raises(Interrupted):
        render(
            SPEC, storyboard(), tmp_path,
            on_progress=lambda stage, done, _: seen.append(stage) if done else None,
            should_stop=lambda: "visuals" in seen,
        )  # fmt: skip
    assert not _processes_about(tmp_path)


def _processes_about(folder: Path) -> list[str]:
    """Return the command lines of the running processes that name a folder."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it ended while we looked
            lines.append(path.read_text(errors="replace").replace("\0", " "))
    return [line for line in lines if str(folder) in line]


def test_make_video_from_a_terminal(tmp_path: Path) -> None:
    script, out = tmp_path / "script.txt", tmp_path / "video.mp4"
    script.write_text(SCRIPT, encoding="utf-8")
    command = [
        sys.executable, "manage.py", "make_video", str(script), "--out", str(out), "--preview",
        "--aspect", "1:1", "--style", "daylight",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "360x360" in done.stdout
    assert "LUFS" in done.stdout
    assert "%" in done.stderr, "no progress was shown"
    assert out.read_bytes()[4:8] == b"ftyp"
    for suffix in (".srt", ".vtt", ".jpg"):
        assert out.with_suffix(suffix).exists()


def test_make_video_with_files_of_ones_own(tmp_path: Path) -> None:
    script, out = tmp_path / "script.txt", tmp_path / "video.mp4"
    script.write_text(SCRIPT, encoding="utf-8")
    Image.new("RGB", (640, 400), (250, 120, 20)).save(tmp_path / "sunset.png")
    Image.new("RGBA", (200, 200), (20, 200, 90, 255)).save(tmp_path / "logo.png")
    command = [
        sys.executable, "manage.py", "make_video", str(script), "--out", str(out), "--preview",
        "--footage", str(tmp_path / "sunset.png"), "--logo", str(tmp_path / "logo.png"),
        "--mood", "calm",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with Image.open(out.with_suffix(".jpg")) as thumbnail:
        red, _, blue = thumbnail.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    assert red > blue, "the picture is not behind the words"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["script.txt", "--footage", "latin.txt"], "latin.txt is not"),
        (["script.txt", "--logo", "none.png"], "none.png: No such file"),
        (["script.txt", "--style", "vaporwave"], "invalid choice: 'vaporwave'"),
        (["script.txt", "--aspect", "21:9"], "invalid choice: '21:9'"),
        (["script.txt", "--voice", "Nobody"], "voice: Choose one of"),
        (["script.txt", "--out", "/proc/none/x.mp4"], "/proc/none"),
        (["none.txt"], "none.txt: No such file or directory."),
        (["latin.txt"], "is not a text file in UTF-8"),
        (["short.txt"], "script: "),
    ],
)
def test_make_video_refuses_nonsense(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    (tmp_path / "script.txt").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("Café au lait für alle, jeden Tag.".encode("latin-1"))
    (tmp_path / "short.txt").write_text("Too short.", encoding="utf-8")
    command = [sys.executable, str(ROOT / "manage.py"), "make_video", *arguments]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert sentence in done.stderr
    assert not list(tmp_path.glob("*.mp4"))
