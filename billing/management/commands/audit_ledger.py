"""`manage.py audit_ledger`: do the books balance?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from billing.audit import faults
from billing.models import Account, Transfer


class Command(BaseCommand):
    """Prints every fault, and ends with an error when there is one."""

    help = "Compare every account with its transfers, and every settlement with its hold."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the audit."""
        found = 0
        for fault in faults():
            self.stderr.write(fault)
            found += 1
        verified = f"{Transfer.objects.count()} transfers, {Account.objects.count()} accounts"
        if found:
            raise CommandError(f"{verified}: the books are wrong in {found} places.")
        self.stdout.write(self.style.SUCCESS(f"{verified}: the books balance."))
