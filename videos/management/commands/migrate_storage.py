"""`manage.py migrate_storage`: moves files from one storage to another."""

from collections import Counter
from typing import Any

from django.core.files.storage import Storage, storages
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import env, storage_url
from videos.models.upload import readable_size
from videos.storage import named
from videos.storage.fallback import FallbackStorage
from videos.storage.faults import StorageFault
from videos.storage.moving import Fate, Move, Outcome, Task, are_one

_STEP = 100
"""Files after which it is said how far things are."""


class Command(BaseCommand):
    """Copies and verifies; may be stopped and run again at any time."""

    help = "Copy every file that a row names to another storage, and read it back there."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare from where to where, and how."""
        add = parser.add_argument
        form = "a STORAGE_URL, or the name of a variable that holds one; without it, "
        add("--from", dest="source", default="", help=f"{form}STORAGE_FALLBACK_URL, or STORAGE_URL")
        add("--to", dest="target", default="", help=f"{form}STORAGE_URL while there is a fallback")
        add("--dry-run", action="store_true", help="say how much is to be copied, by sizes alone")
        add("--only-verify", action="store_true", help="read every file there, and copy nothing")
        add("--at-once", type=int, default=4, help="files at a time (4)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Move one batch after the other.

        Raises:
            CommandError: nothing can be moved, or some files were not; each is named.
        """
        if options["at_once"] < 1:
            raise CommandError("--at-once must be at least 1.")
        move = Move(
            source=_source(options["source"]),
            target=_target(options["target"]),
            task=_task(options),
        )
        _refuse_one(move)
        self._sum_up(self._moved(move, options["at_once"]), move)

    def _moved(self, move: Move, at_once: int) -> "_Tally":
        tally = _Tally(named.count())
        for outcome in move.run(at_once=at_once):
            tally.add(outcome)
            if outcome.problem:
                self.stderr.write(f"{outcome.key}: {outcome.problem}")
            if tally.done % _STEP == 0:
                self.stdout.write(str(tally))
        return tally

    def _sum_up(self, tally: "_Tally", move: Move) -> None:
        self.stdout.write(str(tally))
        place = getattr(move.target, "place", "the new storage")
        if failed := tally.fates[Fate.FAILED]:
            raise CommandError(
                f"{failed} of {tally.done} files are not right in {place}; they are named above. "
                "Run this again: what is right there is not copied twice."
            )
        if move.task is Task.REHEARSE:
            self.stdout.write("Nothing was changed.")
            return
        self.stdout.write(self.style.SUCCESS(f"Every file is in {place}. {_NEXT}"))


_NEXT = (
    "If it is not in use yet, set STORAGE_URL to what --to names and STORAGE_FALLBACK_URL to the "
    "old storage, restart, and run this again for what was stored meanwhile. Then take "
    "STORAGE_FALLBACK_URL away."
)


class _Tally:
    """How many files came to what."""

    def __init__(self, total: int) -> None:
        self.fates: Counter[Fate] = Counter()
        self._total = total
        self._size = 0

    @property
    def done(self) -> int:
        """How many were looked at."""
        return self.fates.total()

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.fates[outcome.fate] += 1
        if outcome.fate in {Fate.COPIED, Fate.WANTED}:
            self._size += outcome.size

    def __str__(self) -> str:
        counts = ", ".join(f"{self.fates[fate]} {fate}" for fate in Fate if self.fates[fate])
        size = readable_size(self._size)
        return f"{self.done} of {self._total} files: {counts or 'none'} ({size})."


def _task(options: dict[str, Any]) -> Task:
    if options["dry_run"]:
        return Task.REHEARSE
    return Task.VERIFY if options["only_verify"] else Task.MOVE


def _refuse_one(move: Move) -> None:
    """Refuse to move files to where they are; a look that writes nothing may be at one place."""
    try:
        if move.task is Task.MOVE and are_one(move.source, move.target):
            raise CommandError("These are one storage. Name another one after --to.")
    except StorageFault as fault:
        raise CommandError(f"{fault} {fault.remedy}") from fault


def _source(given: str) -> Storage:
    used = storages["default"]
    if not given:
        return used.old if isinstance(used, FallbackStorage) else used
    return _storage(given)


def _target(given: str) -> Storage:
    used = storages["default"]
    if not given and isinstance(used, FallbackStorage):
        return used.new
    if not given:
        raise CommandError("Say where to: by --to URL, or by STORAGE_URL and STORAGE_FALLBACK_URL.")
    return _storage(given)


def _storage(given: str) -> Storage:
    keys = storage_url.Keys(
        access=env.secret("AWS_ACCESS_KEY_ID"),
        secret=env.secret("AWS_SECRET_ACCESS_KEY"),
        token=env.secret("AWS_SESSION_TOKEN"),
    )
    # Others on this machine may see command lines; a name gives nothing away.
    url = env.secret(given) if given.isupper() and given.isidentifier() else given
    if not url:
        raise CommandError(f"{given} is not set.")
    try:
        return storages.create_storage(storage_url.entry(url, keys))
    except env.BadSetting as error:
        raise CommandError(str(error)) from error
