"""D-ID as its documentation describes it: three products, moderation by 451, deaf to DELETE."""

import re
from collections.abc import Mapping
from typing import Any

from tests.providers.fakes.presenter import Presenter
from tests.providers.fakes.server import WAIT_SECONDS, Act, Answer, Order, Request

_OBJECTS = {"talks": "talk", "clips": "clip", "expressives": "expressive"}
_REQUIRED = {
    "talks": {"source_url"}, "clips": {"presenter_id"},
    "expressives": {"avatar_id", "sentiment_id"},
}  # fmt: skip
_CONFIG = {
    "talks": {"result_format", "stitch", "fluent", "pad_audio", "driver_expressions", "logo"},
    "clips": {"result_format", "output_resolution", "logo"},
    "expressives": {"result_format", "output_resolution", "logo"},
}
_LINES = {480, 720, 1080}
_COMMON = {"script", "config", "name", "user_data", "webhook", "result_url"}
_PROVIDERS = {"microsoft", "elevenlabs", "amazon", "google", "azure-openai"}
_PICTURE = re.compile(r"(https|s3):.*\.(jpg|jpeg|png)")
_STATUS = {
    "waiting": "created", "running": "started", "strange": "warming", "done": "done",
    "forbidden": "rejected", "failed": "error", "failed for now": "error",
}  # fmt: skip
_REFUSALS = {
    Act.UNAUTHORISED: (401, "AuthorizationError", "user unauthenticated"),
    Act.UNPAID: (402, "InsufficientCreditsError", "not enough credits"),
    Act.REFUSED_BY_RULES: (451, "TextModerationError", "the text was found to be inappropriate"),
    Act.TOO_MANY: (429, "TooManyRequestsError", "too many requests"),
    Act.BROKEN: (500, "InternalServerError", "something went wrong"),
}
_ERRORS = {
    "failed": {"kind": "DriverNotValidError", "description": "the driver does not fit"},
    "failed for now": {"kind": "InternalServerError", "description": "something went wrong"},
}


class FakeDId(Presenter):
    """One account, whose key is sent as the studio shows it."""

    key = "dXNlcg==:secret-of-a-test"
    page = 100
    """Entries of a page of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.authorization = f"Basic {self.key}"

    @property
    def environment(self) -> dict[str, str]:
        return {"DID_API_KEY": self.key, "DID_BASE_URL": self.url}

    def script(self, order: Order) -> str:
        return str(order.body["script"]["input"])

    def new_id(self) -> str:
        return f"clp_{len(self.orders) + 1:04d}"

    def answer(self, request: Request) -> Answer:
        if request.headers.get("Authorization") != self.authorization:
            return _problem(*_REFUSALS[Act.UNAUTHORISED])
        product, _, remote_id = request.path.strip("/").partition("/")
        if (request.method, product) == ("GET", "credits"):
            return Answer(200, {"credits": [], "remaining": 58, "total": 60})
        if product not in _OBJECTS:
            return _problem(404, "NotFoundError", "not found")
        if remote_id:
            act = self._delete if request.method == "DELETE" else self._shown
            return act(self._one(product, remote_id))
        if request.method == "POST":
            return self._create(product, request)
        return self._list(product, request.query)

    def _create(self, product: str, request: Request) -> Answer:
        wrong = _mistake(product, request.body)
        if wrong:
            return _problem(400, "ValidationError", wrong)
        refused = self.refusing()
        if refused:
            return _problem(*_REFUSALS[refused])
        order = self.accept(request)
        said = {"id": order.id, "object": _OBJECTS[product], "status": "created"}
        return self.accepted(order, Answer(201, said))

    def _list(self, product: str, query: Mapping[str, str]) -> Answer:
        if int(query.get("limit", 100)) > 100:
            return _problem(400, "ValidationError", "limit must not be greater than 100")
        mine = [order for order in reversed(self.orders) if order.path == f"/{product}"]
        start = int(query.get("token", 0))
        page = mine[start : start + self.page]
        said: dict[str, object] = {
            product: [{"id": order.id, "user_data": order.body.get("user_data")} for order in page]
        }
        if start + self.page < len(mine):
            said["token"] = str(start + self.page)
        return Answer(200, said)

    def _one(self, product: str, remote_id: str) -> Order | None:
        order = self.find(remote_id)
        return order if order and order.path == f"/{product}" else None

    def _shown(self, order: Order | None) -> Answer:
        if order is None:
            return _problem(404, "NotFoundError", "not found")
        step = order.step()
        said: dict[str, object] = {
            "id": order.id,
            "status": _STATUS[step],
            "user_data": order.body.get("user_data"),
        }
        if step == "running":
            said["pending_url"] = "s3://d-id-clips-prod/not/for/us.mp4"
        if step == "done":
            said["result_url"] = self.link(order)
        if step in _ERRORS:
            said["error"] = _ERRORS[step]
        return Answer(200, said)

    def _delete(self, order: Order | None) -> Answer:
        if order is None:
            return _problem(404, "NotFoundError", "not found")
        if order.polls <= 2:
            return _problem(409, "NotReadyError", "the video is not ready yet")
        self.orders.remove(order)
        return Answer(200, {"id": order.id, "status": "done"})


def _mistake(product: str, body: Mapping[str, Any]) -> str:
    needed, config = _REQUIRED[product], body.get("config", {})
    wrong = (set(body) ^ needed) - _COMMON
    if wrong:
        return f"unknown or missing properties: {wrong}"
    if set(config) - _CONFIG[product] or config.get("output_resolution", 720) not in _LINES:
        return "config is not valid"
    if not 1 <= len(body.get("user_data", " ")) <= 1_000:
        return "user_data must have 1 to 1000 characters"
    if not body.get("webhook", "https://").startswith("https://"):
        return "webhook must be an https address"
    if product == "talks" and not _PICTURE.fullmatch(body["source_url"]):
        return "source_url must be the address of a picture"
    return _mistake_of_script(body.get("script", {}))


def _mistake_of_script(script: Mapping[str, Any]) -> str:
    if set(script) - {"type", "input", "ssml", "subtitles", "provider"}:
        return "script has properties that are not known"
    if script.get("type") != "text" or not 3 <= len(script.get("input", "")) <= 10_000:
        return "script.input must have 3 to 10000 characters"
    provider = script.get("provider")
    if provider and (provider.get("type") not in _PROVIDERS or not provider.get("voice_id")):
        return "script.provider is not known"
    return ""


def _problem(status: int, kind: str, description: str) -> Answer:
    wait = {"Retry-After": str(WAIT_SECONDS)} if status == 429 else {}
    return Answer(status, {"kind": kind, "description": description}, wait)
