"""A stored object of S3 as a file."""

from contextlib import AbstractContextManager

from botocore.exceptions import BotoCoreError

from videos.storage.far_reader import FarReader
from videos.storage.s3_errors import as_ours


class S3Reader(FarReader):
    """The bytes of an object, as they are read."""

    breaks = BotoCoreError

    def as_ours(self) -> AbstractContextManager[None]:
        """Return what turns the errors of boto3 into ours."""
        return as_ours()
