"""What can go wrong with money."""


class LedgerError(Exception):
    """Root of the ledger's errors."""


class InsufficientTokens(LedgerError):
    """The account that was to be debited holds less than the amount."""

    def __init__(self, *, required: int, available: int) -> None:
        self.required = required
        self.available = available
        super().__init__(
            f"This needs {required} tokens and you have {available}. "
            "Add tokens or choose a shorter video."
        )


class KeyConflict(LedgerError):
    """The same key was used before for another transfer."""


class NothingHeld(LedgerError):
    """A settlement names a job for which no tokens are held."""
