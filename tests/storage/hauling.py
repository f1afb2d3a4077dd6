"""A process that stores a large file and reads it back, and prints what that took of memory.

    python -m tests.storage.hauling MEGABYTES FOLDER < ENTRY

ENTRY is an entry of STORAGES. What is printed are the MB by which the peak of the process has
grown, after a small file has gone the same way, and the bytes that came back. The peak is the
kernel's (VmHWM): `ru_maxrss` would begin with what the parent had.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

_SMALL = 1_000


def main() -> None:
    """Run the command line."""
    megabytes, folder = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.conf import settings

    settings.STORAGES = settings.STORAGES | {"default": json.load(sys.stdin)}
    settings.MEDIA_ROOT = Path(folder)
    _hauled(_SMALL)
    before = _peak()
    arrived = _hauled(int(megabytes) * 1_000_000)
    print(json.dumps([_peak() - before, arrived]))  # noqa: T201 - its answer


def _hauled(size: int) -> int:
    """Store a file of so many bytes, read it back and delete it; return the bytes that came."""
    from django.core.files import File
    from django.core.files.storage import default_storage

    with tempfile.TemporaryFile() as sparse:
        sparse.truncate(size)
        name = default_storage.save("hauled/film.mp4", File(sparse))
    with default_storage.open(name) as file:
        arrived = sum(len(block) for block in file.chunks())
    default_storage.delete(name)
    return arrived


def _peak() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main()
