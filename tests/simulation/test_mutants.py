"""Every planted fault is found."""

import subprocess
import sys
from collections.abc import Iterable

import pytest

from tests.product import ROOT
from tests.simulation.mutants import MUTANTS, Mutant
from tests.simulation.running import MANY_TURNS, Deployment, Plant, run
from tests.simulation.telling import STORIES, TELLING
from tests.simulation.world import Violation

pytestmark = pytest.mark.simulation
PLAYED = [one for one in MUTANTS if one.fault not in STORIES]
PATIENCE = 40
"""Worlds until a mutant counts as one that survives; every other one knows vendors."""
_SHARES = 8
"""Tests that share the worlds without a fault, and so can be played beside each other."""


@pytest.mark.parametrize("mutant", PLAYED, ids=[one.fault for one in PLAYED])
def test_a_planted_fault_is_found(mutant: Mutant, deployment: Deployment, plant: Plant) -> None:
    step = 2 if mutant.is_about_vendors else 1
    worlds = [TELLING.get(mutant.fault, 0), *range(0, step * PATIENCE, step)]
    with mutant.planted(), pytest.raises(Violation) as found:
        _play(worlds, deployment, plant)
    print(f"{mutant.fault}: {found.value}")  # noqa: T201 - `pytest -rP` shows how it was found


@pytest.mark.parametrize("share", range(_SHARES))
def test_nothing_is_found_without_one(share: int, deployment: Deployment, plant: Plant) -> None:
    """Or every fault would seem to be found there."""
    _play(sorted({*range(2 * PATIENCE), *TELLING.values()})[share::_SHARES], deployment, plant)


def _play(seeds: Iterable[int], deployment: Deployment, plant: Plant) -> None:
    for seed in seeds:
        run(seed, deployment, plant, turns=MANY_TURNS)


@pytest.mark.parametrize("fault", STORIES)
def test_a_fault_that_seldom_shows_fails_its_story(fault: str) -> None:
    plant = ["-p", "tests.simulation.planting", "--fault", fault]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plant]
    played = subprocess.run(
        [*command, STORIES[fault]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert played.returncode == pytest.ExitCode.TESTS_FAILED, played.stdout


def test_there_are_mutants_enough() -> None:
    assert len({one.fault for one in MUTANTS}) == len(MUTANTS) >= 20


def test_only_planted_faults_have_a_telling_world() -> None:
    assert TELLING.keys() | STORIES.keys() <= {one.fault for one in MUTANTS}
