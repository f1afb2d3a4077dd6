"""Programs of creators: they order over REST, and ask again as long as they get no answer."""

import random
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

import requests

ORDER = {
    "campaign_name": "Dawnroast",
    "script": "The alarm can wait. The coffee can't. Try your first bag for $5.",
    "duration": 15,
}
_PATIENCE = 200
"""So often a question is asked before its customer complains."""
_PAUSE_SECONDS = 0.3
_TOO_MANY, _LONGEST_PAUSE = 429, 3.0


class Unanswered(AssertionError):
    """A question got no answer, or one that it must not get."""


@dataclass(slots=True)
class Customer:
    """One creator's program, in a thread of its own."""

    owner: int
    api_key: str
    url: str
    dice: random.Random
    accepted: dict[str, str] = field(default_factory=dict)
    """The public id of the video that each key was answered with."""
    complaints: list[str] = field(default_factory=list)
    repeated: int = 0
    """Questions that had to be asked again."""
    held_back: int = 0
    """How often as many jobs lived as may, so that a question was asked again later."""
    _stop: Event = field(default_factory=Event)
    _thread: Thread = field(init=False)

    def __post_init__(self) -> None:
        self._thread = Thread(target=self._live, name=f"customer-{self.owner}")
        self._thread.start()

    def leave(self) -> None:
        """Ask for nothing new, and return when everything that was asked is answered."""
        self._stop.set()
        self._thread.join()

    def _live(self) -> None:
        try:
            while not self._stop.wait(self.dice.uniform(0.5, 2.0)):
                self._order()
        except Unanswered as error:
            self.complaints.append(str(error))

    def _order(self) -> None:
        """Order a video, sometimes twice, and sometimes think better of it, and better again."""
        key = f"{self.owner}-{len(self.accepted)}"
        video = self._submit(key)
        self.accepted[key] = video
        if self.dice.random() < 0.2 and self._submit(key) != video:
            self.complaints.append(f"{key} was answered with two videos")
        if self.dice.random() < 0.3:
            self._stop.wait(self.dice.uniform(0, 1.5))
            self._ask(f"/api/v1/videos/{video}/cancel")
            if self.dice.random() < 0.5:
                self._ask(f"/api/v1/videos/{video}/retry", f"{key}-again")

    def _submit(self, key: str) -> str:
        return str(self._ask("/api/v1/videos", key, ORDER)["id"])

    def _ask(self, path: str, key: str = "", body: object = None) -> dict[str, Any]:
        """Post until there is an answer.

        Raises:
            Unanswered: there is none for long, or the product refuses what is right.
        """
        headers = {"Authorization": f"Bearer {self.api_key}"}
        if key:
            headers["Idempotency-Key"] = key
        for _ in range(_PATIENCE):
            answer = _answer(self.url + path, headers, body)
            if answer is not None and answer.ok:
                found: dict[str, Any] = answer.json()
                return found
            if answer is None or answer.status_code >= 500:
                self.repeated += 1
                Event().wait(_PAUSE_SECONDS)
            elif answer.status_code == _TOO_MANY:
                self.held_back += 1
                Event().wait(min(float(answer.headers["Retry-After"]), _LONGEST_PAUSE))
            else:
                raise Unanswered(f"{path} {key}: {answer.status_code} {answer.text}")
        raise Unanswered(f"{path} {key} was never answered")


def _answer(url: str, headers: dict[str, str], body: object) -> requests.Response | None:
    try:
        return requests.post(url, json=body, headers=headers, timeout=10)
    except requests.RequestException:
        return None
