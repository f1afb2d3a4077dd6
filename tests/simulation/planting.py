"""A plugin of pytest that plants one fault: `pytest -p tests.simulation.planting --fault NAME`."""

from collections.abc import Generator

import pytest

from tests.simulation.mutants import MUTANTS


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare which fault."""
    parser.addoption("--fault", required=True, choices=[one.fault for one in MUTANTS])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Run each test with the fault planted."""
    (mutant,) = [one for one in MUTANTS if one.fault == item.config.getoption("--fault")]
    with mutant.planted():
        yield
