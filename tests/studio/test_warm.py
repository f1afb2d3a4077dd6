"""Compiling ahead: after it no video compiles anything, and it is done once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.product import ROOT
from tests.studio import files
from videos.studio.warm import marker

SCRIPT = "The alarm can wait. The coffee can't.\n\nOver 12,000 kitchens switched, and 94% stayed."


def _done(cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    changes = {"NUMBA_CACHE_DIR": str(cache), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **changes},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def _run(cache: Path, *arguments: str) -> str:
    done = _done(cache, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _compiled(cache: Path) -> dict[str, int]:
    found = cache.rglob("*.nb?")
    return {str(path): path.stat().st_mtime_ns for path in found}


@pytest.mark.render
def test_after_it_videos_compile_nothing(tmp_path: Path) -> None:
    cache, script = tmp_path / "cache", tmp_path / "script.txt"
    assert _run(cache, "-m", "videos.studio.warm").startswith("Compiling what draws and mixes")
    assert _run(cache, "manage.py", "warm_studio") == "", "once is enough"
    before = _compiled(cache)
    assert len(before) > 50
    script.write_text(SCRIPT)
    image = files.saved(files.photo(1400, 900), tmp_path / "image.jpg", "JPEG")
    clip = files.film(tmp_path / "clip.mp4", [files.photo(1280, 718)] * 30)
    logo = files.saved(files.plain(300, 100, (200, 30, 40)), tmp_path / "logo.png", "PNG")
    own = ["--footage", str(image), str(clip), "--logo", str(logo)]
    make = ["manage.py", "make_video", str(script), "--out", str(tmp_path / "video.mp4")]
    _run(cache, *make, *own)
    _run(cache, *make, *own, "--preview", "--aspect", "9:16", "--style", "pop")
    assert _compiled(cache) == before


def test_a_change_of_any_source_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = tmp_path / "studio"
    sources.mkdir()
    source = sources / "kernels.py"
    source.write_text("fast = 1")
    monkeypatch.setattr(marker, "_SOURCES", sources)
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert not marker.is_warm()
    marker.remember()
    assert marker.is_warm()
    os.utime(source, (1, 1))
    assert not marker.is_warm()


def test_a_cache_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = _done(tmp_path / "file" / "cache", "manage.py", "warm_studio")
    assert done.returncode == 1
    assert "cache cannot be made (Not a directory). Set NUMBA_CACHE_DIR to" in done.stderr
    assert "Videos can be made all the same" in done.stderr
    assert "Traceback" not in done.stderr
