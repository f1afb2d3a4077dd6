"""A local service that speaks as vendors document it, and misbehaves as they do."""

import base64
import io
import json
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from tests.narration.readings import read_aloud
from videos.studio.narration.clip import Clip, level
from videos.studio.narration.services import Account, Services


@dataclass
class Reply:
    """One answer: a status with a body, or real speech when there is none."""

    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Vendor:
    """What the service was asked, and what it answers next; in the end it just speaks."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], dict[str, object]]] = field(default_factory=list)
    alignment: str = "own"
    """For ElevenLabs: "own", or "none", or "other" for characters that are not the text's."""

    @property
    def services(self) -> Services:
        """Services whose vendors are both this one."""
        return Services(
            openai=Account(key="sk-test", url=f"{self.url}/v1", model="gpt-4o-mini-tts"),
            elevenlabs=Account(key="xi-test", url=self.url, model="eleven_multilingual_v2"),
        )


@contextmanager
def serving() -> Iterator[Vendor]:
    """Run the service for as long as the context lasts."""
    vendor = Vendor()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            vendor.asked.append((self.path, dict(self.headers), body))
            reply = vendor.replies.pop(0) if vendor.replies else Reply()
            content = _speech(self.path, body, vendor) if reply.body is None else reply.body
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 its name there
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    vendor.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield vendor
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _speech(path: str, body: dict[str, object], vendor: Vendor) -> bytes:
    text = str(body.get("text") or body.get("input"))
    clip = level(read_aloud(text.split(), "miles"))
    sound = _wav(clip)
    if "with-timestamps" not in path:
        return sound
    answer: dict[str, object] = {"audio_base64": base64.b64encode(sound).decode()}
    answer["alignment"] = _characters(text, clip) if vendor.alignment != "none" else None
    if vendor.alignment == "other":
        answer["alignment"] = _characters(text.upper(), clip)
    return json.dumps(answer).encode()


def _wav(clip: Clip) -> bytes:
    """Return a WAV as OpenAI streams it: its length is not known when its head is written."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.rate)
        file.writeframes((np.clip(clip.samples, -1, 1) * 32767).astype("<i2").tobytes())
    content = bytearray(buffer.getvalue())
    content[4:8] = content[40:44] = b"\xff\xff\xff\xff"
    return bytes(content)


def _characters(text: str, clip: Clip) -> dict[str, object]:
    starts: list[float] = []
    ends: list[float] = []
    for index, (word, (start, end)) in enumerate(zip(text.split(), clip.spans, strict=True)):
        if index:
            starts.append(ends[-1])
            ends.append(start)
        edges = np.linspace(start, end, len(word) + 1).tolist()
        starts += edges[:-1]
        ends += edges[1:]
    return {
        "characters": list(text),
        "character_start_times_seconds": starts,
        "character_end_times_seconds": ends,
    }
