"""Scripts from topics: the offline writer, and OpenAI behind a server that speaks its contract."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from videos.exceptions import StepFailed
from videos.scripting.writer import WriterConfig, write
from videos.studio.estimate import spoken_seconds

TOPIC = "Why the sea is salty"
REFUSAL = {"type": "refusal", "refusal": "I cannot help with that."}


@pytest.mark.parametrize("seconds", [15, 30, 60, 120])
def test_the_offline_writer_writes_to_length(seconds: int) -> None:
    script = write(TOPIC, seconds=seconds, language="en", config=WriterConfig())
    assert "sea is salty" in script
    assert 0.5 * seconds < spoken_seconds(script, "en") < 1.3 * seconds


def test_the_offline_writer_is_repeatable_and_varied() -> None:
    config = WriterConfig()
    first = write(TOPIC, seconds=30, language="en", config=config)
    assert write(TOPIC, seconds=30, language="en", config=config) == first
    assert write("Bees in winter", seconds=30, language="en", config=config) != first


def test_the_offline_writer_says_when_it_cannot() -> None:
    with pytest.raises(StepFailed, match="only write English") as caught:
        write("Warum das Meer salzig ist", seconds=30, language="de", config=WriterConfig())
    assert not caught.value.retryable


class Service(BaseHTTPRequestHandler):
    """Answers as POST /v1/responses does, after checking what the contract demands."""

    answer: dict[str, Any] = {}
    status = 200
    seen: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        """Check the request, remember it, answer as told."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).seen.append(body)
        valid = (
            self.path == "/v1/responses"
            and self.headers["Authorization"] == "Bearer sk-test"
            and body["text"]["format"]["type"] == "json_schema"
            and body["text"]["format"]["strict"] is True
        )
        self._send(type(self).status if valid else 400, type(self).answer)

    def _send(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Stay quiet."""


@pytest.fixture
def service() -> Iterator[tuple[type[Service], WriterConfig]]:
    """The server, and how to reach it."""

    class Fresh(Service):
        seen: list[dict[str, Any]] = []

    server = HTTPServer(("127.0.0.1", 0), Fresh)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    yield Fresh, WriterConfig(api_key="sk-test", base_url=url, model="gpt-test")
    server.shutdown()
    thread.join()
    server.server_close()


def _response(part: dict[str, Any], status: str = "completed") -> dict[str, Any]:
    message = {
        "type": "message",
        "id": "m",
        "role": "assistant",
        "status": status,
        "content": [part],
    }
    return {
        "id": "r", "object": "response", "created_at": 0, "status": status, "model": "gpt-test",
        "output": [message], "parallel_tool_calls": False, "tool_choice": "auto", "tools": [],
        "error": None, "incomplete_details": None, "instructions": None, "metadata": {},
    }  # fmt: skip


def _text(script: str) -> dict[str, Any]:
    return {"type": "output_text", "text": json.dumps({"script": script}), "annotations": []}


def _write(config: WriterConfig) -> str:
    return write(TOPIC, seconds=30, language="en", config=config)


def test_the_model_writes(service: tuple[type[Service], WriterConfig]) -> None:
    server, config = service
    server.answer = _response(_text("  The sea is salty because rivers carry salt.  "))
    assert _write(config) == "The sea is salty because rivers carry salt."
    asked = server.seen[0]
    assert (asked["model"], asked["store"]) == ("gpt-test", False)
    assert "Why the sea is salty" in asked["input"]


REFUSALS = [
    (200, _response(REFUSAL), "declined this topic", "moderation", False),
    (200, _response(_text(""), "completed"), "stopped half-way", "writer", True),
    (400, {"error": {"message": "no", "code": "invalid"}}, "declined", "moderation", False),
    (401, {"error": {"message": "bad key", "code": "x"}}, "not set up", "configuration", False),
    (429, {"error": {"message": "quota", "code": "insufficient_quota"}}, "not set up",
     "configuration", False),
    (429, {"error": {"message": "slow down", "code": "rate_limit"}}, "busy", "writer", True),
    (500, {"error": {"message": "oops", "code": "server"}}, "busy", "writer", True),
]  # fmt: skip


@pytest.mark.parametrize(("status", "answer", "sentence", "code", "retryable"), REFUSALS)
def test_refusals_are_sentences(
    service: tuple[type[Service], WriterConfig],
    status: int,
    answer: dict[str, Any],
    sentence: str,
    code: str,
    retryable: bool,  # noqa: FBT001
) -> None:
    server, config = service
    server.status, server.answer = status, answer
    with pytest.raises(StepFailed, match=sentence) as caught:
        _write(config)
    assert (caught.value.code, caught.value.retryable) == (code, retryable)
    assert "sk-test" not in str(caught.value)


def test_a_service_that_is_away_is_tried_again() -> None:
    config = WriterConfig(api_key="sk-test", base_url="http://127.0.0.1:9/v1", model="m")
    with pytest.raises(StepFailed, match="did not answer") as caught:
        _write(config)
    assert caught.value.retryable
