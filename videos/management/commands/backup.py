"""Copies the database while everything goes on."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection


class Command(BaseCommand):
    """`manage.py backup FILE`: one moment of the SQLite database, whoever writes meanwhile."""

    help = "Copy the SQLite database to a file, while the product runs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where to."""
        parser.add_argument("file", type=Path, help="a file that does not exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, and check that the copy is sound."""
        if connection.vendor != "sqlite":
            raise CommandError('Use PostgreSQL\'s own: pg_dump --format=custom "$DATABASE_URL"')
        if options["file"].exists():
            raise CommandError(f"{options['file']} is there already. Name another file.")
        connection.ensure_connection()
        with closing(sqlite3.connect(options["file"])) as copy:
            connection.connection.backup(copy)
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise CommandError(f"The copy is damaged: {found}")
        self.stdout.write(self.style.SUCCESS(f"The database is in {options['file']}."))
