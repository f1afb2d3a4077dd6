"""`manage.py prune_media`: deletes files whose time is over."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from videos import plans
from videos.execution.pruning import announce, count, prune, retract

_PAGE = 100


class Command(BaseCommand):
    """Says in a table what is due, and deletes it; stopped in the middle, it goes on next time."""

    help = "Delete files of videos past their plan's time, of deleted ones, and unused material."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the look without touching, and whose files."""
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")
        parser.add_argument("--plan", default="", help="only files of creators who have this plan")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show the table, then tell creators what ends soon, and delete what is due.

        Raises:
            CommandError: there is no such plan, and nothing is deleted; or storage is away.
        """
        plan: str = options["plan"]
        if plan and plan not in plans.known():
            known = ", ".join(sorted(plans.known()))
            raise CommandError(f"There is no plan {plan}. Name one of: {known}.")
        self._show(plan)
        if options["dry_run"]:
            self.stdout.write("Nothing was deleted.")
            return
        _in_pages(retract)
        told = _in_pages(announce)
        self.stdout.write(f"Told creators of {told} videos whose files end soon.")
        self.stdout.write(f"Deleted the files of {self._pruned(plan)} jobs and uploads.")

    def _show(self, plan: str) -> None:
        self.stdout.write(f"{'What':<30}{'Files':>10}{'Size':>12}")
        for one in count(plan):
            self.stdout.write(f"{one.what:<30}{one.files:>10}{one.size:>12}")

    def _pruned(self, plan: str) -> int:
        try:
            return _in_pages(lambda: prune(_PAGE, plan))
        except OSError as error:
            raise CommandError(
                f"Storage does not delete files now: {error} "
                "See what keeps it from answering, and run this again: it goes on from here."
            ) from error


def _in_pages(step: Callable[[], int]) -> int:
    """Repeat `step` until it finds nothing more to do; return how much it did in all."""
    done = 0
    while found := step():
        done += found
    return done
