"""The bed: on the grid to the sample, round on bar lines, with a beginning and an end."""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pytest

from tests.studio.boards import COFFEE, timeline
from tests.studio.listening import level
from videos.spec import Mood, Quality
from videos.studio.audio import BLOCK, RATE, Stereo
from videos.studio.music.beats import hear
from videos.studio.music.bed import BLEND, Bars, Bed, Run, on_bars
from videos.studio.music.beds import studio_bed
from videos.studio.music.catalogue import STYLES, TRACKS, Track, choose
from videos.studio.music.grid import grid
from videos.studio.tape import Held
from videos.studio.themes import THEMES
from videos.studio.timeline import Timeline

MOODS = [mood for mood in Mood if mood is not Mood.AUTO]


def _laid(track: Track, seconds: float, *, quality: Quality = Quality.FULL) -> Timeline:
    """Return a timeline of about `seconds` whose length keeps to the track's grid."""
    laid = timeline(COFFEE, quality=quality)
    pulse = grid(track.tempo, laid.fps).pulse
    frames = round(seconds * laid.fps / pulse) * pulse
    return replace(laid, shots=(*laid.shots[:-1], replace(laid.shots[-1], end=frames)))


@pytest.mark.parametrize("style", sorted(THEMES))
def test_each_mood_can_be_had_in_each_style(style: str) -> None:
    fitting, kind = STYLES[style]
    assert choose(style, "Dawnroast").name.startswith(f"{fitting}_{kind}_")
    assert choose(style, "Dawnroast") == choose(style, "Dawnroast")
    for mood in MOODS:
        assert choose(style, "Dawnroast", mood).name.startswith(f"{mood}_{kind}_")


def test_titles_choose_among_what_fits() -> None:
    assert len({choose("aurora", title).name for title in "abcdefghij"}) > 1
    assert len({mood for mood, _ in STYLES.values()}) == len(MOODS) == 5


@pytest.mark.parametrize("fps", [15, 30])
def test_another_title_does_not_change_how_long_scenes_are(fps: int) -> None:
    for style, mood in product(STYLES, Mood):
        chosen = [choose(style, title, mood) for title in "abcdefghij"]
        assert len({grid(track.tempo, fps) for track in chosen}) == 1


@pytest.mark.parametrize("fps", [15, 30])
@pytest.mark.parametrize("track", TRACKS, ids=lambda track: track.name)
def test_music_is_bent_little(track: Track, fps: int) -> None:
    found = grid(track.tempo, fps)
    assert abs(found.bend(track.tempo, fps) - 1) <= (0.045 if fps == 30 else 0.06)
    assert found.pulse / fps <= (0.61 if fps == 30 else 0.87)


@dataclass(frozen=True)
class Played:
    """A track, laid under a video of 45 seconds."""

    track: Track
    laid: Timeline
    bed: Bed
    sound: Stereo


@pytest.fixture(scope="module", params=TRACKS, ids=lambda track: track.name)
def played(request: pytest.FixtureRequest) -> Played:
    """Every track in turn."""
    laid = _laid(request.param, 45.0)
    bed = studio_bed(laid, request.param)
    return Played(request.param, laid, bed, bed.block(0, len(bed)))


def test_beats_fall_on_whole_frames(played: Played) -> None:
    beat = grid(played.track.tempo, played.laid.fps).beat
    heard = hear([played.sound])
    assert heard is not None
    ratio = 60 * played.laid.fps / heard.tempo / beat
    assert ratio == pytest.approx(1 if ratio > 0.75 else 0.5, abs=3e-4)
    half = 30 / heard.tempo
    assert abs((heard.first + half / 2) % half - half / 2) < 0.015


def test_it_begins_and_ends_in_silence_with_none_between(played: Played) -> None:
    sound = played.sound
    assert len(sound) == round(played.laid.seconds * RATE)
    assert np.abs(sound[:8]).max() < 0.005
    assert np.abs(sound[-48:]).max() < 0.001
    close = sound[len(sound) - _ring(played) :]
    assert level(close[: RATE // 4]) > level(close[-RATE // 4 :]) + 18, "it does not die away"
    for start in range(RATE, len(sound) - _ring(played) - RATE, RATE):
        assert level(sound[start : start + RATE]) > -50


def test_joins_add_nothing_to_the_recording(played: Played) -> None:
    """After a join the bed is the recording itself, so that its first beat is as it was played."""
    joins = played.bed.runs[1:]
    assert joins
    for run in joins:
        assert _bend(played.sound, played.bed, run) < 1e-3
    clicking = played.sound.copy()
    clicking[joins[0].at :] += 0.01
    assert _bend(clicking, played.bed, joins[0]) > 0.009


def test_joins_fall_on_bar_lines_before_the_last_chord(played: Played) -> None:
    close = len(played.bed) - _ring(played)
    bar = grid(played.track.tempo, 30).bar * RATE // 30
    assert played.bed.runs[-1].at == close
    for run in played.bed.runs[1:]:
        assert (close - run.at) % bar == 0
        assert run.blend == BLEND


def _ring(played: Played) -> int:
    fps = played.laid.fps
    return grid(played.track.tempo, fps).closing(fps) * RATE // fps


def _bend(sound: Stereo, bed: Bed, run: Run) -> float:
    """Return by how much the wave bends at a join beyond what the recording itself does."""
    recording = run.sound.part(run.source - 12, run.source + 12) * bed.gain
    surplus = sound[run.at - 12 : run.at + 12] - recording
    return float(np.abs(np.diff(surplus, 2, axis=0)).max())


def test_ten_minutes_later_beats_still_fall_on_whole_frames() -> None:
    track = choose("aurora", "Dawnroast")
    laid = _laid(track, 660.0)
    bed = studio_bed(laid, track)
    beat = grid(track.tempo, laid.fps).beat / laid.fps
    start = round(600 / beat) * round(beat * RATE)
    heard = hear([bed.block(start, 40 * RATE)])
    assert heard is not None
    assert abs((heard.first + beat / 4) % (beat / 2) - beat / 4) < 0.015


def test_parts_of_the_music_are_those_of_the_whole() -> None:
    track = choose("neon", "Dawnroast")
    bed = studio_bed(_laid(track, 70.0), track)
    parts = [bed.block(start, BLOCK) for start in range(0, len(bed), BLOCK)]
    assert np.abs(np.concatenate(parts)[: len(bed)] - bed.block(0, len(bed))).max() < 1e-6


def test_the_end_comes_from_the_first_bar_and_the_rest_leads_up_to_it() -> None:
    """Bars that are known by their level: 1, 2, 3 and 4 hundredths."""
    bar = RATE
    sound = np.repeat(np.arange(1, 5, dtype=np.float32) / 100, bar)
    music = Bars(
        sound=Held(np.column_stack([sound, sound])), first=0, bar=bar, count=4, upbeat=4,
        closes_with_first=True,
    )  # fmt: skip
    bed = on_bars(music, 6 * bar + bar // 2, bar)
    heard = bed.block(0, len(bed))[:, 0]
    middles = [heard[bar // 2 + number * bar + bar // 3] for number in range(5)]
    assert middles == pytest.approx([0.01, 0.02, 0.03, 0.04, 0.01], abs=1e-4)
    assert heard[bar // 2 - BLEND - 1] == pytest.approx(0.04, rel=0.4), "no pick-up"
    assert np.abs(heard[-20:]).max() < 1e-4
