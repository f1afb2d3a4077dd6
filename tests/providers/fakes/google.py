"""Gemini Omni as its documentation describes it: interactions, and files behind the key."""

import base64
from dataclasses import replace

from requests.structures import CaseInsensitiveDict

from tests.providers.fakes.server import WAIT_SECONDS, Act, Answer, Fake, Order, Request

MODEL = "gemini-omni-1.1-flash"
_STATUS = {
    "waiting": "queued", "running": "in_progress", "strange": "warming_up", "done": "completed",
    "forbidden": "completed", "failed": "failed", "failed for now": "failed",
    "canceled": "cancelled",
}  # fmt: skip
_FORMAT = {
    "type": {"video"},
    "aspect_ratio": {"16:9", "9:16"},
    "resolution": {"360p", "720p", "1080p", "4k"},
    "duration": {f"{seconds}s" for seconds in range(3, 11)},
    "delivery": {"inline", "uri"},
}
_BODY = {"model", "input", "background", "response_format", "generation_config"}
_REFUSALS = {
    Act.REFUSED_BY_RULES: (400, "PROHIBITED_CONTENT", "The prompt was blocked for safety reasons."),
    Act.UNPAID: (429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted."),
    Act.TOO_MANY: (429, "RESOURCE_EXHAUSTED", "You exceeded your current quota."),
    Act.BROKEN: (500, "INTERNAL", "An internal error has occurred."),
}


class FakeGoogle(Fake):
    """Interactions of one model, and the files that they make."""

    key = "AIza-secret-of-a-test"

    def __init__(self) -> None:
        super().__init__()
        self.inline = False
        """Whether a question is answered with the clip itself, whatever was asked for."""
        self.elsewhere = ""
        """An address outside the API at which clips are given out."""
        self.broken_files = False
        """Whether files are made, and then cannot be used."""
        self._made: set[str] = set()

    @property
    def environment(self) -> dict[str, str]:
        return {"GEMINI_API_KEY": self.key, "GEMINI_BASE_URL": f"{self.url}/v1beta"}

    def new_id(self) -> str:
        return f"v1_{len(self.orders) + 1:04d}"

    def answer(self, request: Request) -> Answer:
        if request.headers.get("x-goog-api-key") != self.key:
            return _problem(400, "INVALID_ARGUMENT", "API key not valid.", "API_KEY_INVALID")
        match request.method, request.path.strip("/").split("/"):
            case "GET", ["v1beta", "models", name] if name == MODEL:
                return Answer(200, {"name": f"models/{MODEL}", "displayName": "Gemini Omni"})
            case method, ["v1beta", "interactions", *rest]:
                return self._interaction(method, rest, request)
            case "GET", ["v1beta", "files", name]:
                return self._file(name, request)
        return _problem(404, "NOT_FOUND", f"{request.path} is not found for API version v1beta.")

    def _interaction(self, method: str, rest: list[str], request: Request) -> Answer:
        match method, rest:
            case "POST", []:
                return self._create(request)
            case "GET", [remote_id]:
                return self._shown(self.find(remote_id))
            case "POST", [remote_id, "cancel"]:
                return self._cancel(self.find(remote_id))
        return _problem(404, "NOT_FOUND", "Method not found.")

    def _create(self, request: Request) -> Answer:
        wrong = _wrong(request.body)
        if wrong:
            return _problem(400, "INVALID_ARGUMENT", f"Invalid value at {wrong!r}.")
        refused = self.refusing()
        if refused is Act.UNAUTHORISED:
            return _problem(400, "INVALID_ARGUMENT", "API key not valid.", "API_KEY_INVALID")
        if refused:
            return _problem(*_REFUSALS[refused])
        order = self.accept(request)
        return self.accepted(order, Answer(200, {"id": order.id, "status": "queued"}))

    def _shown(self, order: Order | None) -> Answer:
        if order is None:
            return _problem(400, "INVALID_ARGUMENT", "Invalid interaction name.")
        step = order.step()
        said: dict[str, object] = {"id": order.id, "model": MODEL, "status": _STATUS[step]}
        if step == "done":
            said["steps"] = _steps(self._clip(order))
        elif step == "forbidden":
            said["steps"] = _steps({"type": "text", "text": "I cannot make this video."})
        elif step == "failed":
            said["errors"] = [{"code": "invalid_argument", "message": "Nothing could be made."}]
        elif step == "failed for now":
            said["steps"] = [
                {"type": "model_output", "error": {"code": 14, "message": "UNAVAILABLE"}}
            ]
        return Answer(200, said)

    def _clip(self, order: Order) -> dict[str, object]:
        if self.inline:
            content = base64.b64encode(self.film()).decode()
            return {"type": "video", "mime_type": "video/mp4", "data": content}
        if self.elsewhere:
            return {"type": "video", "mime_type": "video/mp4", "uri": self.elsewhere}
        # The first time, the file is named before it can be fetched.
        name = self.link(order).split("/")[-1] if order.id in self._made else "0.mp4"
        uri = f"{self.url}/v1beta/files/{order.id}-{name.removesuffix('.mp4')}:download?alt=media"
        return {"type": "video", "mime_type": "video/mp4", "uri": uri}

    def _file(self, name: str, request: Request) -> Answer:
        file, colon, verb = name.partition(":")
        remote_id, _, number = file.rpartition("-")
        if self.find(remote_id) is None:
            words = f"You do not have permission to access the File {file} or it may not exist."
            return _problem(403, "PERMISSION_DENIED", words)
        if colon:
            return self._download(remote_id, number, verb, request)
        state = "ACTIVE" if remote_id in self._made else "PROCESSING"
        self._made.add(remote_id)
        return Answer(200, {"name": file, "state": "FAILED" if self.broken_files else state})

    def _download(self, remote_id: str, number: str, verb: str, request: Request) -> Answer:
        if verb != "download" or request.query.get("alt") != "media":
            return _problem(400, "INVALID_ARGUMENT", "Only media can be downloaded.")
        path = f"/results/{remote_id}/{number}.mp4"
        return self.result(replace(request, path=path, headers=CaseInsensitiveDict()))

    def _cancel(self, order: Order | None) -> Answer:
        if order is None or order.polls > 2:
            return _problem(400, "FAILED_PRECONDITION", "The interaction is not in progress.")
        order.canceled = True
        return Answer(200, {"id": order.id, "status": "cancelled"})


def _steps(block: dict[str, object]) -> list[dict[str, object]]:
    return [
        {"type": "user_input", "content": [{"type": "text", "text": "A cup of coffee"}]},
        {"type": "thought", "signature": "EpcwCpQw"},
        {"type": "model_output", "content": [block]},
    ]


def _wrong(body: dict[str, object]) -> str:
    """Return the name of something that the documentation does not allow."""
    wanted, config = body.get("response_format"), body.get("generation_config")
    if unknown := next((name for name in body if name not in _BODY), ""):
        return unknown
    if body.get("model") != MODEL or not body.get("input"):
        return "model or input"
    if config != {"video_config": {"task": "text_to_video"}} or body.get("background") is not True:
        return "generation_config or background"
    if not isinstance(wanted, dict) or set(wanted) - set(_FORMAT):
        return "response_format"
    return next((name for name, value in wanted.items() if value not in _FORMAT[name]), "")


def _problem(status: int, code: str, words: str, reason: str = "") -> Answer:
    details: list[dict[str, object]] = [{"reason": reason}] if reason else []
    if status == 429:
        details.append({"@type": "google.rpc.RetryInfo", "retryDelay": f"{WAIT_SECONDS}s"})
    fault = {"code": status, "message": words, "status": code, "details": details}
    return Answer(status, {"error": fault})
