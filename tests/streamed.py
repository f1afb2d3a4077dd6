"""Delivered videos that are real films, small ones, and their streams."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from creator.models import User
from tests.delivered import delivered
from tests.studio.films import film
from videos.execution import packaging
from videos.models import Job, Packaging
from videos.states import PackagingState

SIZE = (640, 360)
SECONDS = 5.0


def filmed(owner: User, folder: Path, key: str = "filmed") -> Job:
    """Return a delivered job of `owner` whose stream is still to be made."""
    return delivered(owner, folder, key, film=_film())


@cache
def _film() -> bytes:
    with TemporaryDirectory() as folder:
        return film(Path(folder) / "video.mp4", size=SIZE, seconds=SECONDS).read_bytes()


def streamed(owner: User, folder: Path, key: str = "streamed") -> Job:
    """Return a delivered job of `owner` whose stream is there."""
    job = filmed(owner, folder, key)
    assert packaging.package_one()
    assert Packaging.objects.get(job=job).state == PackagingState.DONE
    return job
