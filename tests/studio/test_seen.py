"""What is seen of a video is the same whether it is looked at as a whole or part by part."""

from collections.abc import Sequence
from functools import reduce
from itertools import groupby, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from videos.spec import from_json, to_json
from videos.studio.quality.pictures import Pictures
from videos.studio.quality.record import Grid
from videos.studio.quality.seen import DARK, FLAT, STILL, Luma, Seen


def _pictures() -> list[Luma]:
    """Return few pictures, so that runs are frequent: black ones, alike ones, others."""
    busy = np.random.default_rng(5).integers(40, 200, (9, 16)).astype(np.uint8)
    hardly = busy.copy()
    hardly[4, 7] += 1
    black = np.full_like(busy, 16)
    return [black, black + 2, busy, hardly, 255 - busy]


PICTURES = _pictures()
shown = st.lists(st.sampled_from(range(len(PICTURES))), max_size=40)


def _joined(stretches: Sequence[Sequence[int]]) -> Seen:
    parts = [reduce(Seen.then, (Seen.of(PICTURES[n]) for n in part), Seen()) for part in stretches]
    return reduce(Seen.then, parts, Seen())


def _longest(flags: Sequence[bool]) -> int:
    return max((len(list(run)) for yes, run in groupby(flags) if yes), default=0)


def _whole(video: Sequence[int]) -> Pictures:
    """Count by hand, with every picture at once in memory."""
    lumas = [PICTURES[n].astype(float) for n in video]
    black = [bool(one.mean() < DARK and one.std() < FLAT) for one in lumas]
    frozen = [bool(np.abs(two - one).mean() < STILL) for one, two in pairwise(lumas)]
    return Pictures(
        decoded=len(lumas), longest_black=_longest(black), longest_frozen=_longest(frozen),
        in_order=True,
    )  # fmt: skip


@given(shown, st.lists(st.integers(0, 40), max_size=6))
def test_parts_join_to_what_the_whole_shows(video: list[int], cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(video)) for cut in cuts), len(video)]
    joined = _joined([video[start:end] for start, end in pairwise(edges)])
    assert Pictures.of(joined) == _whole(video)


@given(shown, shown, shown)
def test_it_does_not_matter_what_is_joined_first(
    one: list[int], two: list[int], three: list[int]
) -> None:
    a, b, c = (_joined([video]) for video in (one, two, three))
    assert Pictures.of(a.then(b).then(c)) == Pictures.of(a.then(b.then(c)))


def test_one_picture_out_of_order_is_not_forgotten() -> None:
    good, bad = Seen.of(PICTURES[2]), Seen.of(PICTURES[4], in_order=False)
    assert not Pictures.of(good.then(bad).then(good)).in_order


def test_a_picture_is_written_down_and_read_without_loss() -> None:
    for picture in PICTURES:
        again = from_json(Grid, to_json(Grid.of(picture))).luma
        assert np.array_equal(again, picture)
