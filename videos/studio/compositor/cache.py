"""Where compiled kernels are kept between runs; free of numba, which takes a while to import."""

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder of compiled kernels: numba's own setting, or one of the user's."""
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(chosen) if chosen else Path(base) / "reelsmith" / "numba"
