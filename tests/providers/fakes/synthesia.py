"""Synthesia as its documentation describes it, with the errors of either of its two shapes."""

import uuid
from collections.abc import Mapping
from typing import Any

from tests.providers.fakes.presenter import Presenter
from tests.providers.fakes.server import WAIT_SECONDS, Act, Answer, Order, Request

_KEYS = {
    "input", "title", "description", "visibility", "aspectRatio", "test", "callbackId", "folderId",
    "soundtrack", "soundSettings", "ctaSettings",
}  # fmt: skip
_SCENE = {
    "avatar", "avatarSettings", "background", "backgroundSettings", "scriptText", "scriptAudio",
    "scriptLanguage", "soundSettings", "transition",
}  # fmt: skip
_SETTINGS = {"voice", "horizontalAlign", "scale", "style", "backgroundColor", "seamless"}
_STATUS = {
    "waiting": "approved", "running": "in_progress", "strange": "warming", "done": "complete",
    "forbidden": "rejected", "failed": "error", "failed for now": "error",
}  # fmt: skip
_REFUSALS = {
    Act.UNAUTHORISED: (401, "unauthenticated"),
    Act.UNPAID: (402, "quota_exceeded"),
    Act.TOO_MANY: (429, "rate_limited"),
    Act.BROKEN: (500, "internal"),
}
_OLDER_STATUS = {401: 403, 402: 402}


class FakeSynthesia(Presenter):
    """One account."""

    key = "secret-of-a-synthesia-test"
    older = False
    """Whether errors have the shape that they had before 2026."""
    page = 100
    """Most entries of a page of the list."""

    @property
    def environment(self) -> dict[str, str]:
        return {"SYNTHESIA_API_KEY": self.key, "SYNTHESIA_BASE_URL": f"{self.url}/v2"}

    def script(self, order: Order) -> str:
        return "\n\n".join(scene["scriptText"] for scene in order.body["input"])

    def new_id(self) -> str:
        return str(uuid.UUID(int=len(self.orders) + 1))

    def answer(self, request: Request) -> Answer:
        given = request.headers.get("Authorization")
        if given != self.key:
            return self._problem(*_REFUSALS[Act.UNAUTHORISED], f"{given} is not a key")
        match request.method, request.path.strip("/").split("/"):
            case "POST", ["v2", "videos"]:
                return self._create(request)
            case "GET", ["v2", "videos"]:
                return self._list(request.query)
            case "GET", ["v2", "videos", remote_id]:
                return self._shown(self.find(remote_id))
        return self._problem(404, "not_found")

    def _create(self, request: Request) -> Answer:
        wrong = _mistake(request.body)
        if wrong:
            return self._problem(400, "validation_error", wrong)
        refused = self.refusing()
        if refused:
            return self._problem(*_REFUSALS[refused])
        order = self.accept(request)
        said = {"id": order.id, "status": "in_progress", "createdAt": 1_780_000_000}
        return self.accepted(order, Answer(201, said))

    def _list(self, query: Mapping[str, str]) -> Answer:
        limit, start = int(query.get("limit", 20)), int(query.get("offset", 0))
        if not 1 <= limit <= 100:
            return self._problem(400, "validation_error", "limit must be 1 to 100")
        end = start + min(limit, self.page)
        videos = [
            {"id": order.id, "callbackId": order.body.get("callbackId"), "status": "in_progress"}
            for order in self.orders[start:end]
        ]
        return Answer(200, {"videos": videos, "nextOffset": min(end, len(self.orders))})

    def _shown(self, order: Order | None) -> Answer:
        if order is None:
            return self._problem(404, "not_found")
        step = order.step()
        said: dict[str, object] = {
            "id": order.id,
            "status": _STATUS[step],
            "callbackId": order.body.get("callbackId"),
        }
        if step == "done":
            said |= {"download": self.link(order), "duration": "0:00:05.000"}
        return Answer(200, said)

    def _problem(self, status: int, code: str, detail: str = "") -> Answer:
        wait = {"RateLimit-Limit": "60", "RateLimit-Reset": str(WAIT_SECONDS)}
        headers = wait if status == 429 else {}
        if self.older:
            said = {"error": detail or code.replace("_", " "), "context": ""}
            return Answer(_OLDER_STATUS.get(status, status), said, headers)
        said = {
            "type": f"https://docs.synthesia.io/reference/errors#{code}",
            "title": code.replace("_", " ").capitalize(),
            "status": str(status),
            "detail": detail,
            "code": code,
            "requestId": "req_0001",
        }
        return Answer(status, said, {"Content-Type": "application/problem+json", **headers})


def _mistake(body: Mapping[str, Any]) -> str:
    if set(body) - _KEYS:
        return f"unknown fields: {set(body) - _KEYS}"
    if body.get("aspectRatio", "16:9") not in {"16:9", "9:16", "1:1", "4:5", "5:4"}:
        return "aspectRatio is not known"
    if body.get("visibility", "private") not in {"private", "public"}:
        return "visibility is not known"
    scenes = body.get("input", [])
    if not 1 <= len(scenes) <= 25:
        return "input must hold 1 to 25 scenes"
    return next(filter(None, map(_mistake_of_scene, scenes)), "")


def _mistake_of_scene(scene: Mapping[str, Any]) -> str:
    if set(scene) - _SCENE or not {"avatar", "background"} <= set(scene):
        return "a scene needs an avatar and a background, and nothing unknown"
    if ("scriptText" in scene) == ("scriptAudio" in scene) or not scene.get("scriptText", " "):
        return "a scene needs either scriptText or scriptAudio"
    settings = scene.get("avatarSettings", {"style": "rectangular"})
    if set(settings) - _SETTINGS:
        return "avatarSettings holds something unknown"
    if settings.get("style") not in {"rectangular", "circular", "voiceOnly"}:
        return "avatarSettings.style is required"
    return "" if _is_uuid(settings.get("voice", str(uuid.NAMESPACE_URL))) else "voice is no uuid"


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
