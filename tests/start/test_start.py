"""start.py: clear sentences for what goes wrong, and an environment file that is kept."""

import errno
import os
import shutil
import socket
import stat
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

import start
from tests.product import ROOT


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "start.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_help_names_the_commands() -> None:
    done = _run("--help")
    assert done.returncode == 0
    for word in ("--port", "--no-seed", "setup", "test"):
        assert word in done.stdout


@pytest.mark.parametrize("arguments", [["fly"], ["--port", "0"], ["--port", "x"], ["--colour"]])
def test_nonsense_is_refused(arguments: list[str]) -> None:
    done = _run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = _run("--port", str(port))
    assert done.returncode == 1
    assert done.stderr.strip().startswith(f"Port {port} cannot be used (Address already in use).")
    assert f"--port {port + 1}" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Installing" not in done.stdout


def _main(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["start.py", *arguments])
    return start.main()


def test_an_old_python_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert _main(monkeypatch, "setup") == 1
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_an_unwritable_folder_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert _main(monkeypatch, "setup") == 1
    assert "cannot be written to" in capsys.readouterr().err


def test_a_disk_without_room_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(start, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 9, 1))
    assert _main(monkeypatch, "setup") == 1
    assert "The disk is full. Free about 2.5 GB" in capsys.readouterr().err


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_the_systems_refusals_are_sentences(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setitem(start._ACTIONS, "setup", refuse)
    assert _main(monkeypatch, "setup") == 1
    assert capsys.readouterr().err.strip() == start._DISK[number]


def test_the_environment_is_written_once_and_for_the_owner_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(start, "ROOT", tmp_path)
    path = tmp_path / ".env"
    path.write_text("SIGNUP_TOKEN_GRANT=7\nSEED_ADMIN_PASSWORD=mine\n")
    start._write_environment()
    first = path.read_text()
    start._write_environment()
    assert path.read_text() == first
    assert first.startswith("SIGNUP_TOKEN_GRANT=7\nSEED_ADMIN_PASSWORD=mine\nSECRET_KEY=")
    assert len(first.split("SECRET_KEY=")[1].splitlines()[0]) > 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 or os.name == "nt"


def test_what_is_installed_is_not_installed_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path)
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(start, "_uv", lambda: "uv")

    def call(command: list[str], **_: object) -> int:
        calls.append(command)
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    requirements = tmp_path / "requirements.txt"
    for text in ("a==1", "a==1", "a==2"):
        requirements.write_text(text)
        start._install(requirements)
    assert len(calls) == 2
    assert all("--require-hashes" in call for call in calls)


def test_a_failed_installation_is_a_sentence_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path)
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(start, "_uv", lambda: None)
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 1)
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("a==1")
    for _ in range(2):
        with pytest.raises(start.Problem, match="Installing the packages failed"):
            start._install(requirements)


@pytest.mark.parametrize("failing", ["prepare", "warm_studio"])
def test_only_what_must_succeed_stops_the_setup(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: str
) -> None:
    asked: list[str] = []

    def call(command: list[str], **_: object) -> int:
        asked.append(command[2])
        return int(command[2] == failing)

    monkeypatch.setattr(start, "_install", lambda _: None)
    monkeypatch.setattr(start, "_write_environment", lambda: None)
    monkeypatch.setattr(subprocess, "call", call)
    assert _main(monkeypatch, "setup") == (failing == "prepare")
    assert asked == (["prepare"] if failing == "prepare" else ["prepare", "warm_studio"])
