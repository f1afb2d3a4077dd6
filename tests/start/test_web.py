"""The web server's processes end with their parent, whatever they are doing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.product import ROOT, free_port, processes
from tests.start.test_supervision import STOP_SECONDS, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children so")

_NEVER_LOADED = """
import pathlib, signal
pathlib.Path("loading").touch()
signal.pause()
"""


def test_a_server_that_is_being_loaded_dies_with_its_parent(tmp_path: Path) -> None:
    (tmp_path / "never_loaded.py").write_text(_NEVER_LOADED)
    command = [
        sys.executable, "-m", "gunicorn", "never_loaded:application", "--no-control-socket",
        "--config", "python:config.supervision.web", "--bind", f"127.0.0.1:{free_port()}",
    ]  # fmt: skip
    env = {**os.environ, "REELSMITH_VAR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=tmp_path, env=env) as parent:
        until((tmp_path / "loading").exists, 30, "nothing was loaded")
        assert len(processes(tmp_path)) == 2
        parent.kill()
    try:
        until(lambda: not processes(tmp_path), STOP_SECONDS, "the child outlived its parent")
    finally:
        for pid in processes(tmp_path):
            os.kill(pid, signal.SIGKILL)
