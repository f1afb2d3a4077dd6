"""What pruning would delete, without doing it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count as CountOf
from django.db.models import QuerySet, Sum
from django.utils import timezone

from videos.execution.pruning.deleting import all_due
from videos.models import Artifact, Upload
from videos.models.upload import readable_size


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many files of one kind there are, and how many bytes they have."""

    what: str
    files: int
    size_bytes: int

    @property
    def size(self) -> str:
        """The bytes, for people."""
        return readable_size(self.size_bytes)


def count(plan: str = "") -> list[Count]:
    """Return what is due, by kind and at last in all; one query for each kind.

    Clips of vendors, which failed jobs left for another try, go as well and are not in it: their
    sizes stand nowhere.
    """
    found = all_due(timezone.now(), plan)
    counts = [
        _counted(what, Artifact.objects.filter(job__in=jobs.order_by().values("pk")))
        for what, jobs in found.jobs.items()
    ]
    counts.append(_counted("Material that no video uses", found.unused))
    return [*counts, _summed(counts)]


def _counted(what: str, rows: QuerySet[Artifact] | QuerySet[Upload]) -> Count:
    sums = rows.order_by().aggregate(files=CountOf("pk"), size=Sum("size_bytes"))
    return Count(what=what, files=sums["files"], size_bytes=sums["size"] or 0)


def _summed(counts: Sequence[Count]) -> Count:
    return Count(
        what="All of it",
        files=sum(one.files for one in counts),
        size_bytes=sum(one.size_bytes for one in counts),
    )
