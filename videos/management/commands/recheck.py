"""`manage.py recheck`: are delivered videos still what was delivered?"""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from videos.execution.rechecking import Outcome, Verdict, due, named, recheck
from videos.models import Artifact, Job


class Command(BaseCommand):
    """Says of each faulty video why, gives back its price, and ends with a summary."""

    help = "Measure stored videos again, and give back what a faulty one cost."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare which videos, and how many."""
        parser.add_argument(
            "ids",
            nargs="*",
            metavar="ID",
            help="public ids of videos or jobs; without any, all that are not given back in full, "
            "the one that was checked longest ago first",
        )
        parser.add_argument("--limit", type=int, help="check at most so many")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check one after the other.

        Raises:
            CommandError: an id is unknown, and nothing is checked; or storage did not give a video.
        """
        limit: int | None = options["limit"]
        if limit is not None and limit < 1:
            raise CommandError("--limit must be at least 1.")
        films = _named(options["ids"]) if options["ids"] else due()
        outcomes = [self._checked(pk) for pk in films.values_list("pk", flat=True)[:limit]]
        self._sum_up(outcomes)

    def _checked(self, pk: int) -> Outcome:
        film = Artifact.objects.select_related("job__video").get(pk=pk)
        outcome = recheck(film)
        if outcome.verdict is not Verdict.SOUND:
            self.stdout.write(_sentence(film.job, outcome))
        return outcome

    def _sum_up(self, outcomes: list[Outcome]) -> None:
        counts = Counter(outcome.verdict for outcome in outcomes)
        verdicts = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict)
        given = sum(outcome.refunded for outcome in outcomes)
        self.stdout.write(f"{len(outcomes)} checked: {verdicts}. Tokens given back: {given}.")
        if unreadable := counts[Verdict.UNREADABLE]:
            raise CommandError(
                f"Storage did not give {unreadable} of {len(outcomes)} videos, and nothing was "
                "given back for them. See what keeps storage from answering, and run this again."
            )


def _named(ids: list[str]) -> QuerySet[Artifact]:
    films = named(ids)
    known = {name for film in films for name in (film.job.public_id, film.job.video.public_id)}
    unknown = [name for name in ids if name not in known]
    if unknown:
        raise CommandError(f"No video was delivered under {', '.join(unknown)}.")
    return films


def _sentence(job: Job, outcome: Outcome) -> str:
    why = " ".join(outcome.evidence)
    return f"{job} is {outcome.verdict}, {outcome.refunded} tokens given back. {why}"
