"""The one place that meets numba: a typed decorator and a cache folder that can be written to."""

import os
from collections.abc import Callable
from typing import Any, TypeVar, cast

from videos.studio.compositor.cache import cache_folder

F = TypeVar("F", bound=Callable[..., Any])

os.environ["NUMBA_CACHE_DIR"] = str(cache_folder())

from numba import njit  # noqa: E402 - numba reads the cache folder when it is imported


def kernel(function: F) -> F:
    """Compile `function` to machine code on first call, cached on disk, without the GIL.

    It is compiled for every combination of types that it meets, of which 1 and 1.0 are two: callers
    give floats where floats are meant, so that `videos.studio.warm` meets all that videos do.

    It may call kernels of its own file only: what lies in the cache is made anew when that file has
    changed, and numba looks at no other.
    """
    compiled = njit(nogil=True, cache=True, fastmath=True, boundscheck=False)(function)
    return cast("F", compiled)
