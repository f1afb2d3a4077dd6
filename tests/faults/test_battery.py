"""Nothing is lost, nothing charged twice, whatever is killed; `make torture` kills 1,000 times."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.databases import DATABASES
from tests.product import ROOT

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads /proc, which only Linux has"),
]
KILLS = int(os.environ.get("FAULTS_KILLS", "50"))
SEED = int(os.environ.get("FAULTS_SEED") or secrets.randbelow(1_000_000))


@pytest.mark.parametrize("database", DATABASES)
def test_nothing_is_lost_whatever_dies(database: str) -> None:
    kills = str(KILLS // len(DATABASES))
    command = [sys.executable, "-m", "tests.faults", database, kills, str(SEED)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    print(done.stdout)  # noqa: T201 - `pytest -rP` shows what was done
    assert done.returncode == 0, f"seed {SEED}: {done.stdout}{done.stderr}"
