"""`manage.py doctor`: what is configured, what works, and how to mend what does not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from videos.diagnosis import Finding, State, checks

_MARKS = {State.OK: "ok", State.OFF: "off", State.BROKEN: "BROKEN"}


class Command(BaseCommand):
    """Prints a table and ends with an error when something is broken."""

    help = "Say what is configured and working, and how to mend what is not."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --probe."""
        parser.add_argument(
            "--probe",
            action="store_true",
            help="also ask every configured video service whether it knows us; costs nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every check, showing each as soon as it is done."""
        chosen = checks(probe=options["probe"])
        findings = [finding for check in chosen for finding in self._shown(check())]
        faults = [finding for finding in findings if finding.state is State.BROKEN]
        if faults:
            raise CommandError(f"{len(faults)} of {len(findings)} checks failed.")
        self.stdout.write(self.style.SUCCESS(f"All {len(findings)} checks passed."))

    def _shown(self, findings: list[Finding]) -> list[Finding]:
        styles = {
            State.OK: self.style.SUCCESS,
            State.OFF: self.style.WARNING,
            State.BROKEN: self.style.ERROR,
        }
        for finding in findings:
            mark = styles[finding.state](f"{_MARKS[finding.state]:<7}")
            self.stdout.write(f"{mark} {finding.name:<24} {finding.detail}")
            if finding.remedy and finding.state is not State.OK:
                self.stdout.write(f"{'':<32} → {finding.remedy}")
        return findings
