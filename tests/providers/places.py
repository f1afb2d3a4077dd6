"""Servers that answer with the very bytes that they are told to, over TLS where it is wished."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.message import Message
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Asked:
    """What a place was sent."""

    method: str
    path: str
    headers: Message
    """Looked up without regard to case."""


@dataclass
class Place:
    """A server. Nothing but a closed line is what an empty answer means."""

    url: str
    port: int
    answers: dict[str, bytes] = field(default_factory=dict)
    """The whole answer to a path, head and all."""
    asked: list[Asked] = field(default_factory=list)


def answer(
    body: bytes = b"", status: str = "200 OK", length: int | None = -1, **headers: str
) -> bytes:
    """Return an answer; `length` is what it claims, None claims nothing, -1 the truth."""
    lines = [f"HTTP/1.1 {status}", "Connection: close"]
    if length is not None:
        lines.append(f"Content-Length: {len(body) if length < 0 else length}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


@contextmanager
def place(host: str = "127.0.0.1", context: ssl.SSLContext | None = None) -> Iterator[Place]:
    """Run a server for as long as the context lasts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as listening:
        port = listening.getsockname()[1]
        scheme, name = "https" if context else "http", f"[{host}]" if ":" in host else host
        there = Place(url=f"{scheme}://{name}:{port}", port=port)
        thread = threading.Thread(target=_serve, args=(listening, there, context))
        thread.start()
        try:
            yield there
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


def _serve(listening: socket.socket, there: Place, context: ssl.SSLContext | None) -> None:
    while True:
        try:
            line, _ = listening.accept()
        except OSError:
            return
        line.settimeout(10)
        # Those who ask may hang up at any time: that is what some tests are about.
        with line, suppress(OSError):
            _talk(context.wrap_socket(line, server_side=True) if context else line, there)


def _talk(line: socket.socket, there: Place) -> None:
    with line, line.makefile("rb") as reading:
        method, path, _ = reading.readline().decode("latin-1").split(" ", 2)
        lines = iter(lambda: reading.readline().decode("latin-1"), "\r\n")
        headers = message_from_string("".join(lines))
        reading.read(int(headers.get("Content-Length") or 0))
        there.asked.append(Asked(method, path, headers))
        line.sendall(there.answers.get(path, b""))


def certificate(folder: Path, *names: str) -> tuple[Path, Path]:
    """Return a certificate for `names`, which vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "place.pem", folder / "place.key"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return public, private
