"""Parts: what is drawn again when something changes, and what is not."""

import os
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.product import ROOT
from tests.studio.boards import COFFEE, timeline
from tests.studio.production import SPEC, produce
from videos.spec import CaptionStyle, Layout, Mood, Scene, Storyboard
from videos.studio.kept import Kept
from videos.studio.parts import DRAWING, Part, cut, record_of
from videos.studio.production import render
from videos.studio.quality import record
from videos.studio.shares import Shares
from videos.studio.timeline import Score


def _keys(parts: tuple[Part, ...], *shots: int) -> set[str]:
    return {part.key for part in parts if part.shots == shots}


def test_parts_cover_every_frame_once() -> None:
    laid = timeline(COFFEE)
    parts = cut(laid)
    assert (parts[0].start, parts[-1].end) == (0, laid.frames)
    for before, after in pairwise(parts):
        assert before.end == after.start
    joins = [part for part in parts if len(part.shots) == 2]
    assert [part.shots for part in joins] == [(n, n + 1) for n in range(len(laid.shots) - 1)]
    assert max(part.length for part in parts) <= 8 * laid.fps


def test_a_longer_scene_changes_its_own_parts_and_no_others() -> None:
    before = timeline(COFFEE)
    words = before.shots[2].scene.narration + " And then some."
    scenes = tuple(replace(s, narration=words) if s.index == 2 else s for s in COFFEE.scenes)
    after = timeline(replace(COFFEE, scenes=scenes))
    assert after.frames > before.frames
    old, new = cut(before), cut(after)
    changed = {part.shots for part in new} - {
        part.shots for part in new if part.key in {one.key for one in old}
    }
    assert changed == {(1, 2), (2,), (2, 3)}


@pytest.mark.parametrize(
    "change",
    [
        {"style": "neon"}, {"brand": "Else"}, {"brand_colour": "#aa3355"}, {"progress_bar": False},
        {"caption_style": CaptionStyle.BOLD}, {"burn_captions": False}, {"width": 320},
    ],
    ids=str,
)  # fmt: skip
def test_another_look_is_another_picture(change: dict[str, object]) -> None:
    laid = timeline(COFFEE)
    other = replace(laid, **change)  # type: ignore[arg-type]
    assert not {part.key for part in cut(laid)} & {part.key for part in cut(other)}


def test_a_new_version_of_any_font_is_another_picture() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {line.split("==")[0] for line in project["dependencies"]}
    fonts = {name for name in needed if name.startswith(("fontpkg-", "manimgx-", "twemoji-"))}
    assert fonts
    assert fonts <= set(DRAWING) <= needed


def test_sound_and_title_are_not_seen() -> None:
    laid = timeline(COFFEE)
    other = replace(laid, title="Else", score=Score(mood=Mood.CALM))
    assert cut(laid) == cut(other)


def test_what_cameras_are_told_is_not_drawn() -> None:
    laid = timeline(COFFEE)
    scenes = tuple(
        replace(scene, visual_prompt="Close shot: a cup.", search_words=("cup",))
        for scene in COFFEE.scenes
    )
    assert cut(timeline(replace(COFFEE, scenes=scenes))) == cut(laid)


def test_a_scene_that_changes_its_layout_changes_how_later_ones_vary() -> None:
    board = _twelve("The last one.")
    scenes = (replace(board.scenes[0], layout=Layout.QUESTION), *board.scenes[1:])
    old, new = cut(timeline(board)), cut(timeline(replace(board, scenes=scenes)))
    assert not _keys(old, 1) & _keys(new, 1)


def test_the_longest_is_drawn_first_and_then_what_lies_beside_the_last() -> None:
    shares = Shares({0: 90, 1: 16, 2: 200, 3: 16, 4: 120}, 2)
    assert [shares.next(worker) for worker in (0, 1, 1)] == [2, 4, 0]
    assert [shares.next(worker) for worker in (1, 0, 1)] == [1, 3, None]


@pytest.mark.parametrize("workers", [2, 3])
def test_all_workers_are_done_at_nearly_the_same_time(workers: int) -> None:
    parts = cut(timeline(COFFEE))
    shares = Shares({n: part.length for n, part in enumerate(parts)}, workers)
    clocks = [0] * workers
    while (part := shares.next(clocks.index(min(clocks)))) is not None:
        clocks[clocks.index(min(clocks))] += parts[part].length
    assert max(clocks) < 1.1 * sum(clocks) / workers


def test_there_are_never_more_workers_than_parts() -> None:
    assert Shares({3: 10}, 4).workers == 1
    assert Shares({}, 4).workers == 0


@pytest.mark.parametrize("parts", [1, 2, 5, 17])
@pytest.mark.parametrize("workers", [1, 2, 3, 8])
def test_every_part_is_drawn_once(parts: int, workers: int) -> None:
    shares = Shares({n: 7 + 13 * (n % 3) for n in range(parts)}, workers)
    taken = [shares.next(turn % shares.workers) for turn in range(parts + 3)]
    assert sorted(part for part in taken if part is not None) == list(range(parts))


def test_what_was_used_last_is_kept_longest(tmp_path: Path) -> None:
    source, target = tmp_path / "made", tmp_path / "next"
    source.mkdir()
    target.mkdir()
    kept = Kept(tmp_path / "kept", limit=250)
    for name in "abc":
        (source / f"{name}.mp4").write_bytes(name.encode() * 100)
        kept.add(source / f"{name}.mp4")
    assert kept.fetch(target / "a.mp4")
    assert (target / "a.mp4").read_bytes() == b"a" * 100
    kept.tidy()
    assert kept.fetch(target / "a.mp4")
    assert len(list((tmp_path / "kept").glob("*.mp4"))) == 2
    assert not kept.fetch(target / "d.mp4")


def test_a_part_and_what_was_seen_in_it_are_kept_and_deleted_together(tmp_path: Path) -> None:
    source, target, folder = (tmp_path / name for name in ("made", "next", "kept"))
    source.mkdir()
    target.mkdir()
    kept = Kept(folder, limit=300)
    for age, name in enumerate("abc"):
        part = source / f"{name}.mp4"
        part.write_bytes(b"p" * 100)
        record_of(part).write_bytes(b"r" * 50)
        for path in (part, record_of(part)):
            os.utime(path, (1000 + age, 1000 + age))
        kept.add(part)
    kept.tidy()
    assert {path.name for path in folder.iterdir()} == {"b.mp4", "b.json", "c.mp4", "c.json"}
    assert kept.fetch(target / "b.mp4")
    assert record_of(target / "b.mp4").read_bytes() == b"r" * 50


def test_a_record_without_its_part_is_no_part_and_ages_like_one(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", limit=100)
    alone = tmp_path / "kept" / "a.json"
    alone.write_bytes(b"r" * 60)
    os.utime(alone, (1000, 1000))
    assert not kept.fetch(tmp_path / "a.mp4")
    assert list(tmp_path.iterdir()) == [tmp_path / "kept"]
    kept.tidy()
    assert alone.exists()
    (tmp_path / "b.mp4").write_bytes(b"p" * 60)
    kept.add(tmp_path / "b.mp4")
    kept.tidy()
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["b.mp4"]


def _twelve(last: str) -> Storyboard:
    said = [f"Sentence number {n} is here." for n in range(11)] + [last]
    scenes = tuple(
        Scene(index=n, narration=text, headline=text.rstrip(".")) for n, text in enumerate(said)
    )
    return Storyboard(title="Twelve", language="en", script=" ".join(said), scenes=scenes)


@pytest.mark.render
def test_a_changed_scene_gives_the_same_file_as_drawing_all_anew(tmp_path: Path) -> None:
    def made(board: Storyboard, folder: Path) -> tuple[bytes, float]:
        """Return the file, and the share of its frames that was there before."""
        counted: list[int] = []
        done = render(
            SPEC, board, folder, should_stop=lambda: False,
            on_progress=lambda stage, n, _: counted.append(n) if stage == "visuals" else None,
        )  # fmt: skip
        return done.video.read_bytes(), counted[0] / done.timeline.frames

    made(_twelve("The last one."), tmp_path / "one")
    again, spared = made(_twelve("The last one has changed."), tmp_path / "one")
    anew, nothing = made(_twelve("The last one has changed."), tmp_path / "two")
    assert again == anew
    assert 0.8 < spared < 1
    assert nothing == 0


@pytest.mark.render
def test_kept_parts_serve_another_folder(tmp_path: Path) -> None:
    first = produce(tmp_path / "one")
    kept = Kept(tmp_path / "kept", limit=1_000_000_000)
    parts = [part.path(tmp_path / "one" / "parts") for part in cut(first.timeline)]
    for part in parts:
        kept.add(part)
    second = produce(tmp_path / "two", kept=kept)
    assert second.video.read_bytes() == first.video.read_bytes()
    for part in parts:
        fetched = tmp_path / "two" / "parts" / part.name
        assert record_of(fetched).read_bytes() == record_of(part).read_bytes()
        assert fetched.samefile(part)


@pytest.mark.render
def test_a_kept_part_in_which_a_bit_changed_is_drawn_again(tmp_path: Path) -> None:
    first = produce(tmp_path / "one")
    kept = Kept(tmp_path / "kept", limit=1_000_000_000)
    rotten = cut(first.timeline)[0].path(tmp_path / "one" / "parts")
    good = bytearray(rotten.read_bytes())
    kept.add(rotten)
    good[len(good) // 2] ^= 4
    rotten.write_bytes(good)  # the kept one is another name of it
    second = produce(tmp_path / "two", kept=kept)
    assert second.video.read_bytes() == first.video.read_bytes()
    (again := tmp_path / "three").mkdir()
    assert kept.fetch(again / rotten.name)
    assert record.belongs(again / rotten.name)
