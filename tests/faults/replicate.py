"""Replicate in a process of its own: `python -m tests.faults.replicate PORT BOOK SEED`.

Its book is a file, written before anything is answered, so that it survives its own death too.
"""

import json
import random
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from tests.booked import Booked
from tests.providers.fakes.replicate import FakeReplicate
from tests.providers.fakes.server import Act, Answer, Order, Request, serving

_ACTS = {
    Act.WELL: 60, Act.ACCEPTED_THEN_CUT: 6, Act.ACCEPTED_THEN_504: 4, Act.FAILS: 4,
    Act.FORBIDDEN_LATER: 4, Act.REFUSED_BY_RULES: 4, Act.BROKEN: 6, Act.STRANGE: 4,
    Act.EXPIRES: 6, Act.CUT_SHORT: 2,
}  # fmt: skip
"""How often an order goes which way."""


@dataclass(slots=True)
class Entry:
    """An order, and when what became of it."""

    order: Order
    at: datetime
    over_at: datetime | None = None
    was_told: bool = False

    @property
    def booked(self) -> Booked:
        """It as it is judged; whether its answer was heard, nobody knows."""
        return Booked(
            remote_id=self.order.id, reference=self.order.body["reference"], at=self.at,
            was_heard=False, was_told=self.was_told, over_at=self.over_at,
        )  # fmt: skip


class BatteryReplicate(FakeReplicate):
    """Replicate whose luck a seed decides, and who keeps a book."""

    def __init__(self, book: Path, seed: int) -> None:
        super().__init__()
        self._book = book
        self._entries = read(book)
        self.orders = [entry.order for entry in self._entries]
        self._dice = random.Random(f"{seed} {len(self.orders)}")  # noqa: S311 - luck, no secret

    def answer(self, request: Request) -> Answer:
        parts = request.path.strip("/").split("/")
        if parts[-1] == "predictions":
            self.acts = self._dice.choices(tuple(_ACTS), tuple(_ACTS.values()))
        answer = super().answer(request)
        for entry in self._entries:
            entry.was_told |= parts[-2:] == [entry.order.id, "cancel"]
            if entry.order.is_over and entry.over_at is None:
                entry.over_at = datetime.now(UTC)
        _write(self._book, self._entries)
        return answer

    def accept(self, request: Request) -> Order:
        order = super().accept(request)
        self._entries.append(Entry(order, datetime.now(UTC)))
        return order

    def film(self) -> bytes:
        """Return something small, as nobody looks at it."""
        return b"A clip. " * 1_000


def read(book: Path) -> list[Entry]:
    """Return the orders of a book; none when there is none."""
    if not book.exists():
        return []
    return [_entry(saved) for saved in json.loads(book.read_text(encoding="utf-8"))]


def _entry(saved: dict[str, Any]) -> Entry:
    over = saved["over_at"]
    order = Order(
        id=saved["id"], body=saved["body"], act=Act[saved["act"]], headers={},
        polls=saved["polls"], links=saved["links"], canceled=saved["canceled"],
    )  # fmt: skip
    return Entry(
        order, datetime.fromisoformat(saved["at"]), over and datetime.fromisoformat(over),
        saved["was_told"],
    )  # fmt: skip


def _saved(entry: Entry) -> dict[str, object]:
    order = entry.order
    return {
        "id": order.id, "body": order.body, "act": order.act.name, "polls": order.polls,
        "links": order.links, "canceled": order.canceled, "at": entry.at.isoformat(),
        "over_at": entry.over_at and entry.over_at.isoformat(), "was_told": entry.was_told,
    }  # fmt: skip


def _write(book: Path, entries: list[Entry]) -> None:
    """Write a book, whole or not at all."""
    draft = book.with_suffix(".tmp")
    draft.write_text(json.dumps([_saved(entry) for entry in entries]), encoding="utf-8")
    draft.replace(book)


def main() -> None:
    """Serve until killed."""
    port, book, seed = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    with serving(partial(BatteryReplicate, book, seed), port=port):
        Event().wait()


if __name__ == "__main__":
    main()
