"""Compiles what is not compiled yet, and says so; says nothing when everything is."""

import sys
import tempfile
import time
from pathlib import Path

from videos.studio.compositor.cache import cache_folder
from videos.studio.warm import marker


def main() -> None:
    """Draw and mix the small video, unless nothing has changed since that was done."""
    if marker.is_warm():
        return
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.exit(
            f"{cache_folder()} cannot be made ({error.strerror}). Set NUMBA_CACHE_DIR to a folder "
            "that can."
        )
    sys.stdout.write("Compiling what draws and mixes, once (half a minute) … ")
    sys.stdout.flush()
    started = time.monotonic()
    from videos.studio.warm import pictures, sounds

    with tempfile.TemporaryDirectory(prefix="reelsmith-") as folder:
        pictures.draw(Path(folder))
        sounds.play(Path(folder))
    marker.remember()
    sys.stdout.write(f"{time.monotonic() - started:.0f} s.\n")


if __name__ == "__main__":
    main()
