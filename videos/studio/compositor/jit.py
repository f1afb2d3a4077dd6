"""The one place that meets numba: a typed decorator and a cache folder that can be written to."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def cache_folder() -> Path:
    """Return the per-user folder where compiled kernels are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "reelsmith" / "numba"


os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder()))

from numba import njit  # noqa: E402 - numba reads the cache folder when it is imported


def kernel(function: F) -> F:
    """Compile `function` to machine code on first call, cached on disk, without the GIL."""
    compiled = njit(nogil=True, cache=True, fastmath=True, boundscheck=False)(function)
    return cast("F", compiled)
