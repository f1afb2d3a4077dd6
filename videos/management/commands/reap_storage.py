"""`manage.py reap_storage`: deletes what lies in storage though nothing names it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from videos.execution.reaping import Reaper
from videos.storage.faults import StorageFault


class Command(BaseCommand):
    """Names each leftover, and ends with a summary."""

    help = "Delete stored files that no row names, and uploads that nobody ended."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the pass that only looks, and the one that takes more."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be deleted")
        parser.add_argument(
            "--strangers",
            action="store_true",
            help="delete also what is of jobs and people that this database does not know, such as "
            "those that were lost with another one; be sure that no other one uses this storage",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look through storage once.

        Raises:
            CommandError: storage does not answer, or refuses.
        """
        reaper = Reaper(
            before=timezone.now() - settings.STORAGE_GRACE,
            writes=not options["dry_run"],
            takes_strangers=options["strangers"],
            tell=self.stdout.write,
        )
        try:
            found = reaper.run()
        except StorageFault as fault:
            raise CommandError(f"{fault} {fault.remedy}") from fault
        except OSError as error:
            raise CommandError(f"Storage cannot be looked through: {error}") from error
        self.stdout.write(f"{'Nothing was changed. ' if options['dry_run'] else ''}{found}")
