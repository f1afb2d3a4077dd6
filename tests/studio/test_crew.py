"""Renderers that go on from one video to the next."""

import os
import signal
import threading
from pathlib import Path

import pytest

from tests.studio import memory
from tests.studio.boards import COFFEE, timeline
from videos.exceptions import Interrupted, StepFailed
from videos.spec import Quality
from videos.studio import crew as crews
from videos.studio.crew import Crew
from videos.studio.farm import draw_thumbnail, render_parts
from videos.studio.stills import thumbnail
from videos.studio.timeline import Timeline

pytestmark = pytest.mark.render


def _laid(style: str = "aurora") -> Timeline:
    return timeline(COFFEE, style=style, quality=Quality.PREVIEW)


def _drawn(laid: Timeline, folder: Path, crew: Crew | None = None) -> list[bytes]:
    parts = render_parts(
        laid, folder, crew=crew, processes=2, on_progress=lambda *_: None, should_stop=lambda: False
    )
    return [part.read_bytes() for part in parts]


def _children() -> set[int]:
    return set(memory.children_of(os.getpid()))


def test_the_next_video_is_drawn_by_the_same_processes_as_a_fresh_one_would_be(
    tmp_path: Path,
) -> None:
    before = _children()
    with Crew() as crew:
        _drawn(_laid("neon"), tmp_path / "one", crew)
        waiting = _children() - before
        assert len(waiting) == 2
        second = _drawn(_laid("pop"), tmp_path / "two", crew)
        assert _children() - before == waiting
    assert _children() == before
    assert second == _drawn(_laid("pop"), tmp_path / "alone")


def test_the_same_folder_may_hold_another_video_next(tmp_path: Path) -> None:
    with Crew() as crew:
        _drawn(_laid("neon"), tmp_path, crew)
        changed = _drawn(_laid("pop"), tmp_path, crew)
    assert changed == _drawn(_laid("pop"), tmp_path / "alone")


def test_nobody_waits_when_there_is_no_next_video(tmp_path: Path) -> None:
    before = _children()
    _drawn(_laid(), tmp_path)
    assert _children() == before


def test_processes_that_start_ahead_are_those_that_draw(tmp_path: Path) -> None:
    before = _children()
    with Crew() as crew:
        crew.ready(2)
        started = _children() - before
        assert len(started) == 2
        _drawn(_laid(), tmp_path, crew)
        assert _children() - before == started


def test_a_thumbnail_is_drawn_by_who_drew_the_parts(tmp_path: Path) -> None:
    before = _children()
    laid = _laid("neon")
    with Crew() as crew:
        _drawn(laid, tmp_path, crew)
        waiting = _children() - before
        draw_thumbnail(laid, tmp_path, tmp_path / "t.jpg", crew=crew, should_stop=lambda: False)
        assert _children() - before == waiting
    thumbnail(laid, tmp_path / "here.jpg")
    assert (tmp_path / "t.jpg").read_bytes() == (tmp_path / "here.jpg").read_bytes()


def test_one_that_died_while_waiting_is_replaced(tmp_path: Path) -> None:
    before = _children()
    with Crew() as crew:
        crew.ready(2)
        victim = min(_children() - before)
        os.kill(victim, signal.SIGKILL)
        os.waitid(os.P_PID, victim, os.WEXITED | os.WNOWAIT)
        assert all(_drawn(_laid(), tmp_path, crew))
        assert victim not in _children()


def test_one_that_dies_while_drawing_ends_the_video_and_all_of_its_renderers(
    tmp_path: Path,
) -> None:
    before = _children()

    def kill_one(done: int, _total: int) -> None:
        if done:
            os.kill(max(_children() - before), signal.SIGKILL)

    with Crew() as crew:
        with pytest.raises(StepFailed, match="finished scenes are kept"):
            render_parts(
                _laid(), tmp_path, crew=crew, on_progress=kill_one, should_stop=lambda: False
            )
        assert _children() == before
        assert all(_drawn(_laid(), tmp_path, crew))


def test_a_video_that_is_stopped_leaves_nobody_at_work(tmp_path: Path) -> None:
    before = _children()
    seen: list[int] = []
    with Crew() as crew, pytest.raises(Interrupted):
        render_parts(
            _laid(), tmp_path, crew=crew, should_stop=lambda: bool(seen),
            on_progress=lambda done, _: seen.append(done) if done else None,
        )  # fmt: skip
    assert _children() == before


def test_renderers_wait_for_a_while_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "IDLE_SECONDS", 1.0)
    before = _children()
    crew = Crew()
    crew.ready(1)
    assert len(_children() - before) == 1
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join()
    assert _children() == before
