"""What `doctor` says of a host that it cannot ask."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
import requests

from videos.diagnosis.lines import why


@contextmanager
def host(answer: bytes | None) -> Iterator[str]:
    """Yield the address of a host that sends these bytes to who comes; None: nothing, ever."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            line, _ = listening.accept()
            line.recv(4096)
            if answer is None:
                line.recv(4096)  # until whoever came has gone
            else:
                line.sendall(answer)
            line.close()

        Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"


def asked(url: str) -> str:
    """Ask for an address in vain and return why."""
    with pytest.raises(requests.RequestException) as caught:
        requests.get(url, timeout=0.5)
    return why(caught.value)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        at = f"127.0.0.1:{closed.getsockname()[1]}"
    assert asked(f"http://{at}/film?secret=x") == f"nobody answers at {at}"


def test_no_answer_comes() -> None:
    with host(None) as at:
        assert asked(f"http://{at}/") == f"{at} does not answer in time"


def test_it_does_not_speak_tls() -> None:
    with host(b"HTTP/1.1 400 Bad Request\r\n\r\n") as at:
        assert asked(f"https://{at}/") == f"{at} has no certificate that is trusted here"


def test_it_leads_nowhere() -> None:
    with host(b"HTTP/1.1 302 Found\r\nLocation: nowhere://else\r\n\r\n") as at:
        assert asked(f"http://{at}/") == "the address sends what cannot be followed"
