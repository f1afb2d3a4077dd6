"""HeyGen, version 3, as its documentation and its own client's schemas describe it."""

import re
from collections.abc import Mapping
from typing import Any

from tests.providers.fakes.presenter import Presenter
from tests.providers.fakes.server import WAIT_SECONDS, Act, Answer, Order, Request

_KEYS = {
    "type", "avatar_id", "title", "script", "voice_id", "audio_url", "audio_asset_id",
    "voice_settings", "resolution", "aspect_ratio", "fit", "background", "remove_background",
    "output_format", "callback_url", "callback_id", "caption", "motion_prompt", "expressiveness",
    "engine", "folder_id",
}  # fmt: skip
_ENUMS = {
    "type": {"avatar"},
    "resolution": {"4k", "1080p", "720p"},
    "aspect_ratio": {"16:9", "9:16", "4:5", "5:4", "1:1", "auto"},
    "output_format": {"mp4", "webm"},
}
_IDEMPOTENCY = re.compile(r"[A-Za-z0-9_\-:.]{1,255}")
_STATUS = {
    "waiting": "pending", "running": "processing", "strange": "warming", "done": "completed",
    "forbidden": "failed", "failed": "failed", "failed for now": "failed",
}  # fmt: skip
_REFUSALS = {
    Act.UNAUTHORISED: (401, "unauthorized", "The API key is invalid."),
    Act.UNPAID: (402, "insufficient_credit", "Your account has 5 credits; 10 are needed."),
    Act.REFUSED_BY_RULES: (400, "invalid_parameter", "Blocked words detected."),
    Act.TOO_MANY: (429, "rate_limit_exceeded", "Too many requests."),
    Act.BROKEN: (500, "internal_error", "Something went wrong."),
}
_FAILURES = {
    "forbidden": ("content_moderation", "The script violates our policy."),
    "failed": ("avatar_not_usable", "The avatar cannot be rendered."),
    "failed for now": ("internal_error", "Something went wrong."),
}


class FakeHeyGen(Presenter):
    """One account."""

    key = "secret-of-a-heygen-test"

    def __init__(self) -> None:
        super().__init__()
        self.replies: dict[str, Answer] = {}
        """What was answered to each idempotency key."""

    @property
    def environment(self) -> dict[str, str]:
        return {"HEYGEN_API_KEY": self.key, "HEYGEN_BASE_URL": f"{self.url}/v3"}

    def script(self, order: Order) -> str:
        return str(order.body["script"])

    def answer(self, request: Request) -> Answer:
        if request.headers.get("X-Api-Key") != self.key:
            return _problem(*_REFUSALS[Act.UNAUTHORISED])
        match request.method, request.path.strip("/").split("/"):
            case "POST", ["v3", "videos"]:
                return self._create(request)
            case "GET", ["v3", "videos"]:
                return self._list(request.query)
            case "GET", ["v3", "videos", remote_id]:
                return self._shown(self.find(remote_id))
        return _problem(404, "not_found", "Not found.")

    def _create(self, request: Request) -> Answer:
        once = request.headers.get("Idempotency-Key")
        if once is not None and not _IDEMPOTENCY.fullmatch(once):
            return _problem(400, "invalid_parameter", "Idempotency-Key is not valid.")
        wrong = _mistake(request.body)
        if wrong:
            return _problem(400, "invalid_parameter", wrong)
        if once in self.replies:
            return self.replies[once]
        refused = self.refusing()
        if refused:
            return _problem(*_REFUSALS[refused])
        order = self.accept(request)
        made = Answer(200, {"data": {"video_id": order.id, "status": "waiting"}})
        if once is not None:
            self.replies[once] = made
        return self.accepted(order, made)

    def _list(self, query: Mapping[str, str]) -> Answer:
        limit = int(query.get("limit", 10))
        if not 1 <= limit <= 100:
            return _problem(400, "invalid_parameter", "limit must be 1 to 100.")
        title = query.get("title", "")
        mine = [order for order in self.orders if title in order.body.get("title", "")]
        videos = [
            {"id": order.id, "title": order.body.get("title"), "status": "pending"}
            for order in mine[:limit]
        ]
        return Answer(200, {"data": videos, "has_more": len(mine) > limit, "next_token": None})

    def _shown(self, order: Order | None) -> Answer:
        if order is None:
            return _problem(404, "not_found", "Not found.")
        step = order.step()
        said: dict[str, object] = {"id": order.id, "status": _STATUS[step], "video_url": None}
        if step == "done":
            said["video_url"] = self.link(order)
        if step in _FAILURES:
            said["failure_code"], said["failure_message"] = _FAILURES[step]
        return Answer(200, {"data": said})


def _mistake(body: Mapping[str, Any]) -> str:
    if set(body) - _KEYS:
        return f"Extra inputs are not permitted: {set(body) - _KEYS}"
    if not body.get("avatar_id"):
        return "avatar_id is required."
    if not 1 <= len(body.get("script", "")) <= 5_000:
        return "script must have 1 to 5000 characters."
    for name, allowed in _ENUMS.items():
        if name in body and body[name] not in allowed:
            return f"{name} is not one of {sorted(allowed)}."
    return ""


def _problem(status: int, code: str, message: str) -> Answer:
    wait = {"Retry-After": str(WAIT_SECONDS)} if status == 429 else {}
    return Answer(status, {"error": {"code": code, "message": message, "doc_url": None}}, wait)
