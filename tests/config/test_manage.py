"""What commands say of a setting that cannot be used."""

import subprocess
import sys

import pytest

from tests.product import ROOT


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("STORAGE_URL", "s4://KEY:SECRET@films", "STORAGE_URL must begin with one of file://"),
        ("STORAGE_URL", "s3://KEY:SECRET@films", "STORAGE_URL needs the region of the bucket"),
        ("WEB_THREADS", "many", "WEB_THREADS"),
    ],
)
def test_it_is_one_sentence(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    monkeypatch.setenv(name, value)
    command = [sys.executable, "manage.py", "doctor"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(told)
    assert "SECRET" not in done.stderr
    assert "Traceback" not in done.stderr
