"""Replicate as its documentation describes it."""

from tests.providers.fakes.server import WAIT_SECONDS, Act, Answer, Fake, Order, Request

_STATUS = {
    "waiting": "starting", "running": "processing", "strange": "warming", "done": "succeeded",
    "forbidden": "failed", "failed": "failed", "failed for now": "failed", "canceled": "canceled",
}  # fmt: skip
_REFUSALS = {
    Act.UNAUTHORISED: (401, "You did not pass a valid authentication token"),
    Act.UNPAID: (402, "You have insufficient credit to run this model"),
    Act.REFUSED_BY_RULES: (422, "The input was flagged as sensitive (E005)"),
    Act.TOO_MANY: (429, "Request was throttled"),
    Act.BROKEN: (500, "Internal server error"),
}


class FakeReplicate(Fake):
    """Predictions of one model."""

    key = "r8_secret-of-a-test"

    @property
    def environment(self) -> dict[str, str]:
        return {"REPLICATE_API_TOKEN": self.key, "REPLICATE_BASE_URL": f"{self.url}/v1"}

    def answer(self, request: Request) -> Answer:
        if request.headers.get("Authorization") != f"Bearer {self.key}":
            return _problem(*_REFUSALS[Act.UNAUTHORISED])
        match request.method, request.path.strip("/").split("/"):
            case "GET", ["v1", "account"]:
                return Answer(200, {"type": "organization", "username": "reelsmith"})
            case "POST", ["v1", "models", _, _, "predictions"]:
                return self._create(request)
            case "GET", ["v1", "predictions", remote_id]:
                return self._shown(self.find(remote_id))
            case "POST", ["v1", "predictions", remote_id, "cancel"]:
                return self._cancel(self.find(remote_id))
        return _problem(404, "Not found")

    def _create(self, request: Request) -> Answer:
        given = request.body.get("input", {})
        if not given.get("prompt") or given.get("duration") not in {5, 10}:
            return _problem(422, "Input validation failed")
        refused = self.refusing()
        if refused:
            return _problem(*_REFUSALS[refused])
        order = self.accept(request)
        return self.accepted(order, Answer(201, {"id": order.id, "status": "starting"}))

    def _shown(self, order: Order | None) -> Answer:
        if order is None:
            return _problem(404, "Prediction not found")
        step = order.step()
        said: dict[str, object] = {
            "id": order.id,
            "status": _STATUS[step],
            "output": None,
            "error": None,
        }
        if step == "done":
            said["output"] = [self.link(order)]
        if step == "forbidden":
            said["error"] = "NSFW content detected"
        elif _STATUS[step] == "failed":
            said["error"] = "CUDA out of memory"
        return Answer(200, said)

    def _cancel(self, order: Order | None) -> Answer:
        if order is None:
            return _problem(404, "Prediction not found")
        order.canceled = not order.is_over
        status = "canceled" if order.canceled else "succeeded"
        return Answer(200, {"id": order.id, "status": status})


def _problem(status: int, detail: str) -> Answer:
    wait = {"Retry-After": str(WAIT_SECONDS)} if status == 429 else {}
    return Answer(status, {"title": "Error", "detail": detail, "status": status}, wait)
