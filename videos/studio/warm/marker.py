"""Whether all kernels are compiled already: a note among what is compiled, one for each folder of
sources."""

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

from llvmlite import binding

from videos.studio.compositor.cache import cache_folder

_SOURCES = Path(__file__).parents[1]
_COMPILERS = ("numba", "llvmlite", "numpy")


def is_warm() -> bool:
    """Say whether nothing has changed since `remember` for which numba would compile anew."""
    note = _note()
    return note.exists() and note.read_text() == _state()


def remember() -> None:
    """Note that all kernels are compiled."""
    _note().write_text(_state())


def _note() -> Path:
    return cache_folder() / f"warm-{hashlib.sha256(bytes(_SOURCES)).hexdigest()[:16]}"


def _state() -> str:
    """Return what numba looks at: compilers, the processor, when and how large sources are."""
    stats = ((str(path), path.stat()) for path in sorted(_SOURCES.rglob("*.py")))
    facts = (
        sys.version, *map(version, _COMPILERS),
        binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten(),
        *((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats),
    )  # fmt: skip
    return hashlib.sha256(repr(facts).encode()).hexdigest()
