"""A disk of its own for a product, small enough to be filled."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_MEGABYTES = 512
_BLOCK = bytes(1_000_000)


@contextmanager
def small(folder: Path, *, megabytes: int = _MEGABYTES) -> Iterator[bool]:
    """Put a disk in memory at `folder` for a while; yield False where mounting is not allowed."""
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs"]
    command = ["/bin/mount", *options, str(folder)]
    mounted = not subprocess.run(command, check=False, capture_output=True).returncode
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["/bin/umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Let the disk of `folder` have no byte left for a while."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):  # which is how it ends
        while True:
            file.write(_BLOCK)
    try:
        yield
    finally:
        filler.unlink()
