"""Every planted fault is found."""

import pytest

from tests.simulation.mutants import MUTANTS, Mutant
from tests.simulation.running import MANY_TURNS, Deployment, Plant, run
from tests.simulation.world import Violation

pytestmark = pytest.mark.simulation
PATIENCE = 40
"""Worlds until a mutant counts as one that survives; every other one knows vendors."""


@pytest.mark.parametrize("mutant", MUTANTS, ids=[one.fault for one in MUTANTS])
def test_a_planted_fault_is_found(mutant: Mutant, deployment: Deployment, plant: Plant) -> None:
    step = 2 if mutant.is_about_vendors else 1
    with mutant.planted(), pytest.raises(Violation) as found:
        _play(range(0, step * PATIENCE, step), deployment, plant)
    print(f"{mutant.fault}: {found.value}")  # noqa: T201 - `pytest -rP` shows how it was found


def _play(seeds: range, deployment: Deployment, plant: Plant) -> None:
    for seed in seeds:
        run(seed, deployment, plant, turns=MANY_TURNS)


def test_there_are_mutants_enough() -> None:
    assert len({one.fault for one in MUTANTS}) == len(MUTANTS) >= 20
