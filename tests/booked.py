"""What the book of a vendor says of an order, whoever plays the vendor. Pure: no Django."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """One order as the vendor has it: it is paid for, whatever becomes of it."""

    remote_id: str
    reference: str
    """Ours, by which the row is found."""
    at: datetime
    """When the vendor took it."""
    was_heard: bool
    """Whether its answer came to somebody who lives."""
    was_told: bool
    """Whether we told it to stop, heard or not."""
    over_at: datetime | None
    """When it comes to its end by itself; None when it never does."""
