"""Whose jobs this process has worked on a moment ago."""

from config.types import UserId


class Lately:
    """Remembers creators with the moment at which a step of theirs began; threads share it."""

    def __init__(self) -> None:
        self._began: dict[UserId, float] = {}

    def note(self, owner: UserId, now: float) -> None:
        """Remember that a step of `owner` begins."""
        self._began[owner] = now

    def since(self, moment: float) -> list[UserId]:
        """Return of whom a step began after `moment`, and forget the others."""
        for owner, began in self._began.copy().items():
            if began <= moment:
                self._began.pop(owner, None)
        return list(self._began.copy())
