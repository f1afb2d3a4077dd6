"""The process that opens strangers' files: it ends in time, and with its parent."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake.checks import RED
from tests.product import ROOT
from tests.studio import files, memory
from videos.exceptions import Interrupted
from videos.spec import AssetKind
from videos.studio.intake import Unusable, inspect, prepare, sandbox


def test_it_takes_no_longer_than_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sandbox._SECONDS, "inspect", 0.01)
    path = files.saved(files.plain(300, 200, RED), tmp_path / "p.png", "PNG")
    with pytest.raises(Unusable, match=r"^p.png takes too long to read\. Make it smaller"):
        inspect(path, AssetKind.IMAGE, "p.png")


def test_a_file_that_is_not_there_is_no_file_at_fault(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        inspect(tmp_path / "gone", AssetKind.IMAGE, "gone")


def test_a_stop_ends_it_in_the_middle_and_leaves_nothing(tmp_path: Path) -> None:
    path, assets = files.minute(tmp_path / "c.mkv"), tmp_path / "assets"
    others, seen = set(memory.children_of(os.getpid())), set[int]()

    def should_stop() -> bool:
        seen.update(set(memory.children_of(os.getpid())) - others)
        return any(path.stat().st_size for path in assets.glob("*.part"))

    with pytest.raises(Interrupted):
        prepare(path, AssetKind.CLIP, "c.mkv", assets, should_stop)
    assert seen, "it was at work"
    assert not seen & set(memory.children_of(os.getpid()))
    assert not list(assets.iterdir())


def test_a_stop_before_it_starts_starts_nothing(tmp_path: Path) -> None:
    path = files.saved(files.plain(300, 200, RED), tmp_path / "p.png", "PNG")
    with pytest.raises(Interrupted):
        prepare(path, AssetKind.IMAGE, "p.png", tmp_path / "assets", lambda: True)
    assert not list((tmp_path / "assets").iterdir())


def test_nothing_runs_on_after_its_parent(tmp_path: Path) -> None:
    path = files.minute(tmp_path / "c.mkv")
    code = (
        "from pathlib import Path; from videos.spec import AssetKind; "
        "from videos.studio.intake import prepare; "
        f"prepare(Path({str(path)!r}), AssetKind.CLIP, 'c', Path({str(tmp_path / 'assets')!r}))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    children: list[int] = []
    while not children and parent.poll() is None:
        children = memory.children_of(parent.pid)
    handle = os.pidfd_open(children[0])
    parent.kill()
    parent.wait()
    ready, _, _ = select.select([handle], [], [], 20)
    os.close(handle)
    assert ready, "it lives on"
