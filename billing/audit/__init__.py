"""Compares what the books say with what the accounts carry.

Each check is one statement, so that what moves meanwhile cannot look like a fault, and the database
takes every sum and every look at a row: only faults come here, and memory stays flat however many
transfers and creators there are.
"""

from collections.abc import Iterator
from itertools import chain

from billing.audit import accounts, jobs, transfers


def faults() -> Iterator[str]:
    """Yield a sentence for everything that is wrong; nothing when the books are right."""
    return chain(accounts.misplaced(), accounts.unbalanced(), transfers.astray(), jobs.uneven())
