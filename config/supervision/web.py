"""What gunicorn calls in the web server's processes; its `--config` names this module."""

from typing import Any

from config.supervision.leash import tie


def post_fork(server: Any, _worker: Any) -> None:
    """Let a server process die with the one that started it.

    By itself it looks whether that is alive only once it has loaded the product, and then waits for
    requests; until then it would keep the port from whoever is started next.
    """
    tie(server.pid)
