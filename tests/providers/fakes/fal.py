"""The queue of fal as its documentation describes it, with two models in it."""

import hashlib
import json
import time
from base64 import urlsafe_b64encode
from typing import Any, ClassVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ValidationError

from tests.providers.fakes.fal_models import LongCatInput, PikaInput
from tests.providers.fakes.server import WAIT_SECONDS, Act, Answer, Fake, Order, Request

_MODELS: dict[str, type[BaseModel]] = {
    "fal-ai/pika/v2.2/text-to-video": PikaInput,
    "fal-ai/longcat-video/text-to-video/720p": LongCatInput,
}
_STATUS = {"waiting": "IN_QUEUE", "running": "IN_PROGRESS", "strange": "WARMING_UP"}
_RULES: dict[str, Any] = {
    "loc": ["body", "prompt"], "msg": "A checker flagged this content.",
    "type": "content_policy_violation", "url": "https://docs.fal.ai/errors", "input": {},
}  # fmt: skip
_BUG = {"loc": ["body"], "msg": "Generation broke.", "type": "internal_server_error", "url": ""}
USER = "github|1234567"


class FakeFal(Fake):
    """The queue, its webhooks, and the keys that those are signed with."""

    key: ClassVar[str] = "key-of-a-test:secret-of-a-test"

    def __init__(self) -> None:
        super().__init__()
        self.signing = Ed25519PrivateKey.generate()
        self.keys_are_there = True
        self.instead_of_result: Answer | None = None
        self.withheld = ""
        """A part of the answer to a submission that is left out."""

    @property
    def environment(self) -> dict[str, str]:
        return {
            "FAL_KEY": self.key,
            "FAL_BASE_URL": self.url,
            "FAL_JWKS_URL": f"{self.url}/.well-known/jwks.json",
        }

    # --- The queue ---------------------------------------------------------------------------

    def answer(self, request: Request) -> Answer:
        if request.path == "/.well-known/jwks.json":
            return self._keys(request)
        if request.headers.get("Authorization") != f"Key {self.key}":
            return Answer(401, {"detail": "The key is not valid."})
        if request.method == "POST":
            return self._create(request, _MODELS.get(request.path.strip("/")))
        return self._answer_about_one(request)

    def _answer_about_one(self, request: Request) -> Answer:
        match request.method, request.path.strip("/").split("/"):
            case "GET", [_, _, "requests", remote_id, "status"]:
                return self._status(request, remote_id)
            case "GET", [_, _, "requests", remote_id]:
                return self._result(request, remote_id)
            case "PUT", [_, _, "requests", remote_id, "cancel"]:
                return self._cancel(request, remote_id)
        return Answer(404, {"detail": "No such path."})

    def _create(self, request: Request, model: type[BaseModel] | None) -> Answer:
        if model is None:
            return Answer(404, {"detail": "The application was not found."})
        wrong = _wrong_wrapping(request) or _wrong_input(model, request)
        if wrong:
            return wrong
        refused = self.refusing()
        if refused:
            return self._refusal(refused)
        order = self.accept(request)
        return self.accepted(order, Answer(200, {**self._named(order), "status": "IN_QUEUE"}))

    def _refusal(self, act: Act) -> Answer:
        echo = f"The request with Key {self.key} broke us."
        return {
            Act.UNAUTHORISED: Answer(401, {"detail": "The key is not valid."}),
            Act.UNPAID: Answer(403, {"detail": "User is locked. Reason: Exhausted balance."}),
            Act.REFUSED_BY_RULES: Answer(422, {"detail": [_RULES]}),
            Act.TOO_MANY: Answer(429, {"detail": "Slow down."}, {"Retry-After": str(WAIT_SECONDS)}),
            Act.BROKEN: Answer(500, {"detail": echo}),
        }[act]

    def _status(self, request: Request, remote_id: str) -> Answer:
        order = self._asked(request, remote_id)
        step = order.step() if order else "canceled"
        if order is None or step == "canceled":  # a canceled request is taken out of the queue
            return Answer(404, {"detail": "The request was not found."})
        said: dict[str, Any] = {
            **self._named(order),
            "status": _STATUS.get(step, "COMPLETED"),
            "logs": None,
        }
        if step == "waiting":
            return Answer(202, {**said, "queue_position": 1})
        if step == "failed for now":
            said |= {"error": "The runner went away.", "error_type": "runner_disconnected"}
        return Answer(200, said)

    def _result(self, request: Request, remote_id: str) -> Answer:
        order = self._asked(request, remote_id)
        if order is None:
            return Answer(404, {"detail": "The request was not found."})
        if order.polls < 3:
            return Answer(400, {"detail": "The request is still in progress."})
        if self.instead_of_result:
            return self.instead_of_result
        never = {"X-Fal-Retryable": "false"}
        flat = {"detail": "The runner went away.", "error_type": "runner_disconnected"}
        failures = {
            Act.FORBIDDEN_LATER: Answer(422, {"detail": [_RULES]}, never),
            Act.FAILS: Answer(500, {"detail": [_BUG]}, never),
            Act.FAILS_FOR_NOW: Answer(503, flat, {"X-Fal-Error-Type": "runner_disconnected"}),
        }
        return failures.get(order.act) or Answer(200, self.output(order))

    def _cancel(self, request: Request, remote_id: str) -> Answer:
        order = self._asked(request, remote_id)
        if order is None:
            return Answer(404, {"status": "NOT_FOUND"})
        if order.polls > 2:
            return Answer(400, {"status": "ALREADY_COMPLETED"})
        order.canceled = True
        return Answer(202, {"status": "CANCELLATION_REQUESTED"})

    def _asked(self, request: Request, remote_id: str) -> Order | None:
        """Return the request that is asked for, by the application that it was made with."""
        order = self.find(remote_id)
        return order if order and request.path.startswith(f"{_app(order)}/requests/") else None

    def _named(self, order: Order) -> dict[str, Any]:
        """Return the addresses, which lack the part of the endpoint after the application."""
        url = f"{self.url}{_app(order)}/requests/{order.id}"
        named = {
            "request_id": order.id, "gateway_request_id": order.id, "response_url": url,
            "status_url": f"{url}/status", "cancel_url": f"{url}/cancel", "queue_position": 1,
        }  # fmt: skip
        return {name: value for name, value in named.items() if name != self.withheld}

    def output(self, order: Order) -> dict[str, Any]:
        """Return a model's output."""
        video = {"url": self.link(order), "content_type": "video/mp4", "file_name": "out.mp4"}
        return {"video": video, "seed": 7, "prompt": order.body["prompt"]}

    # --- Webhooks ----------------------------------------------------------------------------

    def _keys(self, request: Request) -> Answer:
        if "Authorization" in request.headers:
            return Answer(400, {"detail": "This needs no key."})
        if not self.keys_are_there:
            return Answer(503, {"detail": "Gone for a moment."})
        x = urlsafe_b64encode(self.signing.public_key().public_bytes_raw()).rstrip(b"=").decode()
        other = {"kty": "RSA", "n": "AQAB", "e": "AQAB"}
        return Answer(200, {"keys": [other, {"kty": "OKP", "crv": "Ed25519", "x": x}]})

    def webhook(self, remote_id: str, *, seconds_ago: int = 0) -> tuple[dict[str, str], bytes]:
        """Return headers and body of what fal calls us with when a request has ended."""
        said: dict[str, Any] = {
            "request_id": remote_id, "gateway_request_id": f"{remote_id}-retried",
            "status": "OK", "payload": {}, "error": None,
        }  # fmt: skip
        body = json.dumps(said).encode()
        signed = [f"{remote_id}-retried", USER, str(int(time.time()) - seconds_ago)]
        message = "\n".join([*signed, hashlib.sha256(body).hexdigest()]).encode()
        names = ["Request-Id", "User-Id", "Timestamp", "Signature"]
        values = [*signed, self.signing.sign(message).hex()]
        return {f"X-Fal-Webhook-{n}": v for n, v in zip(names, values, strict=True)}, body


def _app(order: Order) -> str:
    return "/".join(order.path.split("/")[:3])


def _wrong_wrapping(request: Request) -> Answer | None:
    """Return what is said to a bad header or callback."""
    callback = request.query.get("fal_webhook")
    if callback is not None and not callback.startswith("https://"):
        return Answer(422, {"detail": "fal_webhook must be an https address."})
    wish = request.headers.get("X-Fal-Object-Lifecycle-Preference", "{}")
    seconds = json.loads(wish).get("expiration_duration_seconds")
    if seconds is not None and (not isinstance(seconds, int) or seconds <= 0):
        return Answer(400, {"detail": "The lifecycle preference is wrong."})
    return None


def _wrong_input(model: type[BaseModel], request: Request) -> Answer | None:
    """Return what is said to an input that does not fit."""
    try:
        model.model_validate_json(request.content)
    except ValidationError as error:
        details = json.loads(error.json(include_context=False))
        return Answer(422, {"detail": details}, {"X-Fal-Retryable": "false"})
    return None
