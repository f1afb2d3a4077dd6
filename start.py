#!/usr/bin/env python3
"""Everything a newcomer needs: `python3 start.py` installs, prepares and runs Reelsmith.

Standard library only, because nothing is installed yet. The real work is done by `manage.py`.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TOOLS = ROOT / "var" / "tools"
UV = "uv==0.13.9"
OLDEST = (3, 11)
NEEDED_BYTES = 2_500_000_000
"""Free space that a first installation takes, with room for a few videos."""
_DISK = {
    errno.ENOSPC: "The disk is full. Free about 2.5 GB and start again.",
    errno.EACCES: f"{ROOT} cannot be written to. Move the folder or change its permissions.",
    errno.EROFS: f"{ROOT} is on a read-only disk. Move the folder and start again.",
}


class Problem(Exception):
    """Something that the person at the keyboard can mend; its text says how."""


def main() -> int:
    """Run the command line and return the exit code."""
    options, rest = _parser().parse_known_args()
    if rest and options.action != "test":
        _parser().error(f"unknown argument {rest[0]}")
    try:
        _check_machine()
        return _ACTIONS[options.action](options, rest)
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
    except OSError as error:
        sentence = _DISK.get(error.errno or 0, f"The system refused: {error}.")
        print(f"\n{sentence}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="start.py",
        description="Install, prepare and run Reelsmith on this machine.",
        epilog="run (default): everything. setup: all but running. test: the whole test suite; "
        "further arguments go to pytest.",
    )
    parser.add_argument("action", nargs="?", default="run", choices=sorted(_ACTIONS))
    parser.add_argument("--port", type=_port, default=8000, help="where to listen (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--no-seed", action="store_true", help="make no demo logins")
    return parser


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 2**16:
        raise argparse.ArgumentTypeError(f"{text} is no port; choose one from 1 to 65535")
    return int(text)


def _check_machine() -> None:
    if sys.version_info < OLDEST:
        raise Problem(
            "Reelsmith needs Python {}.{} or newer; this is {}. Start it with a newer one, "
            "for example: python3.12 start.py".format(*OLDEST, sys.version.split()[0])
        )
    if not os.access(ROOT, os.W_OK):
        raise Problem(_DISK[errno.EACCES])
    if not PYTHON.exists() and shutil.disk_usage(ROOT).free < NEEDED_BYTES:
        raise Problem(_DISK[errno.ENOSPC])


def run(options: argparse.Namespace, _rest: list[str]) -> int:
    """Set up, then become the supervisor."""
    _check_port(options.host, options.port)
    setup(options, [])
    command = [str(PYTHON), "manage.py", "up", "--host", options.host, "--port", str(options.port)]
    print(f"\nStarting at http://{options.host}:{options.port} …", flush=True)
    os.chdir(ROOT)
    site = {} if os.environ.get("SITE_URL") else {"SITE_URL": _site(options)}
    os.execve(command[0], command, {**os.environ, **site})  # noqa: S606 - same pid, one parent


def _site(options: argparse.Namespace) -> str:
    return f"http://{options.host}:{options.port}"


def _check_port(host: str, port: int) -> None:
    """Say at once that a port is taken, not after minutes of installing."""
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Problem(
                f"Port {port} cannot be used ({error.strerror}). Stop what is using it, or choose "
                f"another one: python3 start.py --port {port + 1}"
            ) from error


def setup(options: argparse.Namespace, _rest: list[str]) -> int:
    """Install, write `.env`, migrate, collect static files, seed, and compile ahead."""
    _install(ROOT / "requirements.txt")
    _write_environment()
    _step("Preparing the database and the logins")
    _manage("prepare", *(["--no-seed"] if options.no_seed else []))
    # Says by itself what it does and what went wrong; without it, the first video takes longer.
    subprocess.call([str(PYTHON), "manage.py", "warm_studio"], cwd=ROOT)
    return 0


def test(_options: argparse.Namespace, rest: list[str]) -> int:
    """Install what tests need and run the suite."""
    _install(ROOT / "requirements.txt")
    _install(ROOT / "tests" / "requirements.txt")
    _ensure_browser()
    _step("Running the tests")
    # Long tests lie side by side: whoever has nothing left takes over some of the other one's.
    tests = ["pytest", "-n", "auto", "--dist", "worksteal", *rest]
    return subprocess.call([str(PYTHON), "-m", *tests], cwd=ROOT)


def _step(title: str) -> None:
    print(f"\n── {title} ", flush=True)


def _install(requirements: Path) -> None:
    """Bring the virtual environment to what `requirements` pins, unless it is there already."""
    stamp = VENV / f".{requirements.parent.name}-{requirements.stem}.sha256"
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    started = time.monotonic()
    if not PYTHON.exists():
        _step("Making the virtual environment in .venv")
        # Without pip: Debian ships `venv` without `ensurepip`, and pip can install from outside.
        venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(VENV)
    _step(f"Installing packages from {requirements.relative_to(ROOT)} (a minute or two)")
    uv = _uv()
    if uv:
        command = [uv, "pip", "install", "--compile-bytecode", "--python", str(PYTHON)]
    else:
        command = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install"]
    if subprocess.call([*command, "--require-hashes", "-r", str(requirements)], cwd=ROOT):
        raise Problem(
            "Installing the packages failed; the lines above say why. Check the network and the "
            "free disk space, then start again: what has been downloaded is kept."
        )
    stamp.write_text(wanted)
    print(f"Installed in {time.monotonic() - started:.0f} s.")


def _uv() -> str | None:
    """Return uv, fetched from the registry when it is not there; None when it cannot be had."""
    here = TOOLS / "bin" / "uv"
    found = shutil.which("uv") or (str(here) if here.exists() else None)
    if found:
        return found
    if subprocess.call([sys.executable, "-m", "pip", "--version"], stdout=subprocess.DEVNULL):
        raise Problem(
            "This Python has no pip. Install it, for example with: sudo apt install python3-pip"
        )
    # --target works where pip is externally managed (PEP 668), because nothing is installed there.
    target = ["--target", str(TOOLS), "--quiet", "--disable-pip-version-check"]
    failed = subprocess.call([sys.executable, "-m", "pip", "install", *target, UV])
    return None if failed or not here.exists() else str(here)


def _write_environment() -> None:
    """Write `.env` with a random secret and the demo passwords, or add what it lacks."""
    path = ROOT / ".env"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    known = {line.partition("=")[0].strip() for line in lines}
    wanted = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SEED_CREATOR_PASSWORD": secrets.token_urlsafe(12),
        "SEED_ADMIN_PASSWORD": secrets.token_urlsafe(12),
    }
    missing = [f"{name}={value}" for name, value in wanted.items() if name not in known]
    if not missing:
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join([*lines, *missing]) + "\n")
    path.chmod(0o600)  # also when it was there before


def _manage(*arguments: str) -> None:
    if subprocess.call([str(PYTHON), "manage.py", *arguments], cwd=ROOT):
        raise Problem(f"`manage.py {arguments[0]}` failed; the lines above say why.")


def _ensure_browser() -> None:
    """Install Chromium for the browser tests where that needs no password."""
    if any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _step("Installing Chromium for the browser tests")
        subprocess.call(["apt-get", "update", "-qq"])
        subprocess.call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
        return
    print(
        "The browser tests need Chromium, which is not installed here, and will fail. Install it "
        "(for example: sudo apt install chromium), or leave them out with: -m 'not browser'",
        file=sys.stderr,
    )


_ACTIONS = {"run": run, "setup": setup, "test": test}


if __name__ == "__main__":
    sys.exit(main())
