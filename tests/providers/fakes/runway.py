"""Runway as its documentation describes it."""

from uuid import uuid4

from tests.providers.fakes.server import WAIT_SECONDS, Act, Answer, Fake, Order, Request

VERSION = "2024-11-06"
_LENGTHS = {
    "gen4.5": range(2, 11), "veo3.1": (4, 6, 8), "veo3.1_fast": (4, 6, 8),
    "seedance2": range(4, 16),
}  # fmt: skip
_LONGEST = {"seedance2": 3_500}
_WITH_SOUND = frozenset({"veo3.1", "veo3.1_fast", "seedance2"})
_KEYS = frozenset({"model", "promptText", "ratio", "duration"})
_STATUS = {
    "waiting": "PENDING", "running": "RUNNING", "strange": "REVIEWING", "done": "SUCCEEDED",
    "forbidden": "FAILED", "failed": "FAILED", "failed for now": "FAILED",
}  # fmt: skip
_CODES = {
    "forbidden": "SAFETY.INPUT.TEXT", "failed": "ASSET.INVALID",
    "failed for now": "INTERNAL.BAD_OUTPUT.CODE01",
}  # fmt: skip
_REFUSALS = {
    Act.UNAUTHORISED: (401, "The API key is not valid."),
    Act.UNPAID: (400, "You do not have enough credits to run this task."),
    Act.TOO_MANY: (429, "You have reached the daily limit of this model."),
    Act.BROKEN: (500, "Something went wrong."),
}


class FakeRunway(Fake):
    """Tasks of the models that make clips from words."""

    key = "key_secret-of-a-test"
    throttled = False
    """Whether more tasks run than may, so that new ones wait."""
    failure_code: str | None = ""
    """What a task fails with, in place of the usual; None for a null."""

    @property
    def environment(self) -> dict[str, str]:
        return {"RUNWAYML_API_SECRET": self.key, "RUNWAYML_BASE_URL": self.url}

    def new_id(self) -> str:
        return str(uuid4())

    def answer(self, request: Request) -> Answer:
        if request.headers.get("X-Runway-Version") != VERSION:
            return _problem(400, "The X-Runway-Version header is missing or not supported.")
        if request.headers.get("Authorization") != f"Bearer {self.key}":
            return _problem(*_REFUSALS[Act.UNAUTHORISED])
        return self._routed(request)

    def _routed(self, request: Request) -> Answer:
        match request.method, request.path.strip("/").split("/"):
            case "GET", ["v1", "organization"]:
                return Answer(200, {"creditBalance": 1_234, "tier": {}, "usage": {}})
            case "POST", ["v1", "text_to_video"]:
                return self._create(request)
            case "GET", ["v1", "tasks", remote_id]:
                return self._shown(self.find(remote_id))
            case "DELETE", ["v1", "tasks", remote_id]:
                return self._deleted(self.find(remote_id))
        return _problem(404, "Not found")

    def _create(self, request: Request) -> Answer:
        issues = _issues(request.body)
        if issues:
            found = [{"code": "invalid", "path": [name], "message": "Invalid"} for name in issues]
            return Answer(400, {"error": "Validation of body failed", "issues": found})
        refused = self.refusing()
        if refused:
            return _problem(*_REFUSALS[refused])
        order = self.accept(request)
        said = {"id": order.id, "estimatedCost": {"credits": self.price(order)}}
        return self.accepted(order, Answer(200, said))

    def price(self, order: Order) -> int:
        """Return the credits of a task."""
        return 12 * int(order.body["duration"])

    def _shown(self, order: Order | None) -> Answer:
        if order is None or order.canceled:
            return _problem(404, "Task not found")
        step = order.step()
        said: dict[str, object] = {
            "id": order.id, "createdAt": "2026-11-20T10:00:00.000Z", "status": _STATUS[step],
        }  # fmt: skip
        if step == "waiting" and self.throttled:
            said["status"] = "THROTTLED"
        if step in {"done", *_CODES}:
            said["cost"] = {"credits": self.price(order) if step == "done" else 0}
        else:
            said["estimatedCost"] = {"credits": self.price(order)}
        return Answer(200, said | self._outcome(step, order))

    def _outcome(self, step: str, order: Order) -> dict[str, object]:
        if step == "running":
            return {"progress": 0.42}
        if step == "done":
            return {"output": [self.link(order)]}
        if step not in _CODES:
            return {}
        code = self.failure_code if self.failure_code != "" else _CODES[step]
        return {"failure": "The task could not be completed.", "failureCode": code}

    def _deleted(self, order: Order | None) -> Answer:
        if order is not None:
            order.canceled = True
        return Answer(204, "")


def _issues(body: dict[str, object]) -> list[str]:
    """Return the names of what the documentation does not allow."""
    model, prompt = str(body.get("model")), str(body.get("promptText") or "")
    allowed = _KEYS | ({"audio"} if model in _WITH_SOUND else set())
    wrong = [name for name in body if name not in allowed]
    if model not in _LENGTHS:
        return [*wrong, "model"]
    if body.get("duration") not in _LENGTHS[model]:
        wrong.append("duration")
    if body.get("ratio") not in {"1280:720", "720:1280"}:
        wrong.append("ratio")
    if not 1 <= len(prompt.encode("utf-16-le")) // 2 <= _LONGEST.get(model, 1_000):
        wrong.append("promptText")
    return wrong


def _problem(status: int, words: str) -> Answer:
    wait = {"Retry-After": str(WAIT_SECONDS)} if status == 429 else {}
    return Answer(status, {"error": words}, wait)
