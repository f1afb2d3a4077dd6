"""The folders of storage that the product writes to, and whose the files in them are."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.contrib.auth import get_user_model

from videos.models import Artifact, Job, Submission, Upload, UploadSession
from videos.states import LIVE_UPLOAD
from videos.storage.abilities import Listed

Names = Collection[str]
_ID = re.compile(r"[0-9]{1,18}")
"""What may be the id of a row; more digits would be none that a database takes."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder with a folder for each owner in it."""

    folder: str
    named: Callable[[Names], set[str]]
    """Which of some files a row names."""
    owners: Callable[[Names], dict[str, bool]]
    """Which of some owners are known, and whether leftovers of each may be deleted."""

    def leftovers(self, files: list[Listed]) -> tuple[list[Listed], list[Listed]]:
        """Return which of `files` are nobody's, and which are of owners that nobody knows."""
        if not files:
            return [], []
        named = self.named([file.name for file in files])
        left = [file for file in files if file.name not in named]
        known = self.owners({self._owner(file) for file in left}) if left else {}
        mine = [file for file in left if known.get(self._owner(file), False)]
        return mine, [file for file in left if self._owner(file) not in known]

    def _owner(self, file: Listed) -> str:
        return file.name.removeprefix(f"{self.folder}/").partition("/")[0]


def _artifacts(names: Names) -> set[str]:
    return set(Artifact.objects.filter(key__in=names).values_list("key", flat=True))


def _uploads(names: Names) -> set[str]:
    return set(Upload.objects.filter(key__in=names).values_list("key", flat=True))


def _clips(names: Names) -> set[str]:
    # A clip lies with the job that ordered it, and any job of the same video may name it.
    jobs = {name.split("/")[1] for name in names}
    rows = Submission.objects.filter(job__video__jobs__public_id__in=jobs).exclude(clip="")
    return set(rows.values_list("clip", flat=True)) & set(names)


def _incoming(names: Names) -> set[str]:
    live = UploadSession.objects.filter(key__in=names, state__in=LIVE_UPLOAD)
    return set(live.values_list("key", flat=True))


def _nothing(_names: Names) -> set[str]:
    return set()


def _jobs(ids: Names) -> dict[str, bool]:
    rows = Job.objects.filter(public_id__in=ids).values_list("public_id", "finished_at")
    return {public_id: finished is not None for public_id, finished in rows}


def _people(ids: Names) -> dict[str, bool]:
    numbers = [int(number) for number in ids if _ID.fullmatch(number)]
    rows = get_user_model().objects.filter(pk__in=numbers)
    return {str(pk): True for pk in rows.values_list("pk", flat=True)}


def _anybody(names: Names) -> dict[str, bool]:
    return dict.fromkeys(names, True)


SHELVES = (
    Shelf("jobs", _artifacts, _jobs),
    Shelf("clips", _clips, _jobs),
    Shelf("uploads", _uploads, _people),
    Shelf("incoming", _incoming, _anybody),
    Shelf("doctor", _nothing, _anybody),
)
"""All of them; what lies elsewhere is somebody else's."""
