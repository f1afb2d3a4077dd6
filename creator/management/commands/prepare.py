"""`manage.py prepare`: everything between installing and running, in one process."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Migrates, collects static files and seeds; running it again changes nothing."""

    help = "Migrate the database, collect static files, and make the demo logins."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what may be left out."""
        parser.add_argument("--no-seed", action="store_true", help="make no demo logins")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare."""
        call_command("migrate", verbosity=0, skip_checks=True)
        call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
        if not options["no_seed"]:
            call_command("seed", stdout=self.stdout, skip_checks=True)
