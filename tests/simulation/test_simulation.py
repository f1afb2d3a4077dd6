"""Nothing is lost, nothing charged twice, whatever happens; `make simulate` plays 10,000 seeds."""

import os
from collections import Counter

import pytest

from tests.simulation.running import MANY_TURNS, Deployment, Plant, run

pytestmark = pytest.mark.simulation
SEEDS = int(os.environ.get("SIMULATION_SEEDS", "300"))
SHARE = 25
"""Seeds of one test, so that they spread over processes."""
MUST_HAPPEN = {
    "ordered", "canceled", "died", "frozen", "retryable failure", "permanent failure", "bug",
    "refunded", "queued_too_long", "ran_too_long",
}  # fmt: skip
RARE = {"too few tokens"}
"""What must happen as well, though not in every share."""


@pytest.mark.parametrize("first", range(0, SEEDS, SHARE))
def test_every_invariant_holds(first: int, deployment: Deployment, plant: Plant) -> None:
    seen: Counter[str] = Counter()
    for seed in range(first, first + SHARE):
        seen += run(seed, deployment, plant)
    assert set(seen) >= MUST_HAPPEN


def test_what_is_rare_happens_too(deployment: Deployment, plant: Plant) -> None:
    seen: Counter[str] = Counter()
    for seed in range(SHARE):
        seen += run(seed, deployment, plant, turns=MANY_TURNS)
        if set(seen) >= RARE:
            return
    pytest.fail(f"{RARE - set(seen)} did not happen in {SHARE} worlds.")


def test_a_seed_is_the_same_twice(deployment: Deployment, plant: Plant) -> None:
    first, _, again = (run(seed, deployment, plant) for seed in (7, 8, 7))
    assert first == again
