"""Percent and time left: both follow the work, and real renders prove it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creator.models import User
from tests.execution.conftest import Script
from tests.orders import claimed, reach, submit
from videos import jobs, remaining
from videos.estimates import estimate, workload
from videos.execution import engine
from videos.execution.step import Step
from videos.spec import Aspect, Quality, VideoSpec
from videos.states import Stage
from videos.workload import Pace, Workload

TRACES = sorted((Path(__file__).parent / "traces").glob("*.json"))
FULL_HD = Workload(seconds=30, fps=30, megapixels=2.0736)
AT_EASE = 3.0
"""Seconds by which nobody minds being told wrong."""


Report = tuple[float, Stage, int, int]


class Moment(NamedTuple):
    """What a viewer could be told at one moment of a real render."""

    percent: int
    told: float
    left: float


def moments(path: Path) -> Iterator[Moment]:
    """Replay a recorded render: [second, stage, done, total] of every report."""
    trace = json.loads(path.read_text(encoding="utf-8"))
    pixels = trace["width"] * trace["height"]
    load = Workload(seconds=trace["seconds"], fps=trace["fps"], megapixels=pixels / 1e6)
    reports = [(now, Stage(name), done, total) for now, name, done, total in trace["reports"]]
    drawing = [report for report in reports if report[1] is Stage.VISUALS]
    first = next(report for report in drawing if report[2])
    for now, stage, done, total in reports:
        told = load.seconds_left(load.done(stage, done, total), _pace(drawing, first, now))
        yield Moment(load.percent(stage, done, total), told, reports[-1][0] - now)


def _pace(drawing: list[Report], first: Report, now: float) -> Pace:
    """Return what a job's timeline would tell at a moment."""
    began = drawing[0][0]
    if now < first[0]:
        return Pace(starting=max(0.0, now - began))
    last = [report for report in drawing if report[0] <= now][-1]
    share = (last[2] - first[2]) / first[3]
    return Pace(starting=first[0] - began, drawing=last[0] - first[0], share=share)


def tenths(path: Path) -> list[Moment]:
    """Return the first moment at or after each tenth of a render, from the first on."""
    seen = list(moments(path))
    return [next(m for m in seen if m.percent >= 10 * n) for n in range(1, 10)]


def test_there_are_recorded_renders_of_three_lengths() -> None:
    lengths = {round(json.loads(path.read_text())["seconds"], -1) for path in TRACES}
    assert len(lengths) >= 3


@pytest.mark.parametrize("path", TRACES, ids=[path.stem for path in TRACES])
def test_time_left_is_right_within_a_fifth_after_the_first_tenth(path: Path) -> None:
    for moment in tenths(path):
        room = max(0.2 * moment.left, AT_EASE)
        assert abs(moment.told - moment.left) <= room, moment


@pytest.mark.parametrize("path", TRACES, ids=[path.stem for path in TRACES])
def test_time_left_is_right_within_a_tenth_on_the_whole(path: Path) -> None:
    found = list(tenths(path))
    whole = next(moments(path)).left
    assert sum(abs(moment.told - moment.left) for moment in found) / len(found) < 0.1 * whole


@pytest.mark.parametrize("path", TRACES, ids=[path.stem for path in TRACES])
def test_percent_keeps_to_the_time_that_passes(path: Path) -> None:
    seen = list(moments(path))
    whole = seen[0].left
    assert [m.percent for m in seen] == sorted(m.percent for m in seen)
    for moment in seen:
        passed = 1 - moment.left / whole
        assert abs(moment.percent / 100 - passed) < 0.15 + 0.6 / whole, moment


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.floats(1, 3600), st.sampled_from([15, 30]), st.floats(0.1, 4), st.floats(0, 1e5),
    st.lists(st.floats(0, 1), min_size=1, max_size=20),
)  # fmt: skip
def test_any_job_advances_to_its_end(
    seconds: float, fps: int, megapixels: float, spent: float, shares: list[float]
) -> None:
    load = Workload(seconds, fps, megapixels)
    seen = [
        load.percent(stage, round(1000 * share), 1000)
        for stage in Stage
        for share in sorted(shares)
    ]
    assert seen == sorted(seen)
    assert 0 <= seen[0] <= seen[-1] <= 99
    pace = Pace(starting=spent, drawing=spent, share=shares[0])
    assert all(load.seconds_left(load.done(stage, 1, 2), pace) >= 0 for stage in Stage)
    assert load.done(Stage.STORING, 1, 1) == pytest.approx(load.total)


def test_a_machine_at_half_speed_needs_twice_as_long() -> None:
    done = FULL_HD.done(Stage.VISUALS, 450, 900)
    start, half = FULL_HD.work(Stage.VISUALS) - FULL_HD.pictures(1), FULL_HD.pictures(0.5)
    usual = FULL_HD.seconds_left(done, Pace(start, half, 0.5))
    assert usual == pytest.approx(FULL_HD.total - done)
    assert FULL_HD.seconds_left(done, Pace(2 * start, 2 * half, 0.5)) == pytest.approx(
        2 * usual, rel=0.05
    )


def test_kept_pictures_say_nothing_about_the_pace() -> None:
    done = FULL_HD.done(Stage.VISUALS, 800, 900)
    drawn = FULL_HD.pictures(0.1)
    start = FULL_HD.work(Stage.VISUALS) - FULL_HD.pictures(1)
    assert FULL_HD.seconds_left(done, Pace(start, drawn, 0.1)) == pytest.approx(
        FULL_HD.total - done
    )


def test_what_comes_before_the_pictures_says_nothing_about_them() -> None:
    done = FULL_HD.done(Stage.NARRATION, 1, 2)
    assert FULL_HD.seconds_left(done, Pace()) == pytest.approx(FULL_HD.total - done)


def test_the_timeline_tells_the_pace(alice: User, scripted: Script) -> None:
    job = submit(alice, script="The sea takes back what it gave to the land. " * 20)
    lease = claimed()
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        reach(lease, Stage.VISUALS, percent=10)
        job.refresh_from_db()
        fresh = remaining.seconds_left(job)
        clock.shift(2)
        jobs.record_drawing(lease, done=100, total=1000)
        jobs.report(lease, done=100, total=1000, percent=20)
        clock.shift(300)
        jobs.report(lease, done=200, total=1000, percent=30)
        job.refresh_from_db()
        assert remaining.seconds_left(job) > 10 * fresh


@pytest.mark.usefixtures("long_turns")
def test_the_first_new_picture_is_recorded_once(alice: User, scripted: Script) -> None:
    def draw(step: Step) -> None:
        for done in (300, 300, 420, 900):
            step._began = step._reported = 0.0
            step.report(done, 900)

    scripted(Stage.VISUALS, draw)
    job = submit(alice)
    engine.run_one()
    assert [event.data for event in job.events.filter(kind="drawing")] == [
        {"done": 420, "total": 900}
    ]


def test_work_follows_length_quality_and_shape() -> None:
    order = VideoSpec(campaign_name="x", script="The sea is salty. " * 30)
    whole = workload(order)
    assert workload(VideoSpec(campaign_name="x", script=order.script * 2)).total > 1.7 * whole.total
    square = VideoSpec(campaign_name="x", script=order.script, aspect=Aspect.SQUARE)
    assert workload(square).megapixels == pytest.approx(1.1664)
    preview = VideoSpec(campaign_name="x", script=order.script, quality=Quality.PREVIEW)
    assert workload(preview).total < 0.4 * whole.total
    assert estimate(order).ready_seconds == round(whole.total)
