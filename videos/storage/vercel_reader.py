"""A stored file of Vercel Blob as a file."""

from contextlib import AbstractContextManager

import httpx2

from videos.storage.far_reader import FarReader
from videos.storage.vercel_errors import as_ours


class VercelReader(FarReader):
    """The bytes of a file, as they are read."""

    breaks = httpx2.TransportError

    def as_ours(self) -> AbstractContextManager[None]:
        """Return what turns the errors of the library into ours."""
        return as_ours()
