"""Runs of a yes-or-no that is told of each picture, in a form in which two stretches join."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """What a stretch says of its runs of yes, those included that go on beyond it. In pictures."""

    count: int = 0
    """Yes and no."""
    head: int = 0
    """Yes from the beginning on."""
    tail: int = 0
    """Yes up to the end."""
    longest: int = 0

    @classmethod
    def of(cls, yes: bool) -> "Runs":  # noqa: FBT001 - the one thing that it is made of
        """Return the stretch of one picture."""
        return cls(count=1, head=int(yes), tail=int(yes), longest=int(yes))

    def then(self, after: "Runs") -> "Runs":
        """Return this stretch and the one after it as one."""
        return Runs(
            count=self.count + after.count,
            head=self.head + (after.head if self.head == self.count else 0),
            tail=after.tail + (self.tail if after.tail == after.count else 0),
            longest=max(self.longest, self.tail + after.head, after.longest),
        )
