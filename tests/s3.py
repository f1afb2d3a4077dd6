"""A real S3 server from its wheel: SeaweedFS, for as long as a test run needs it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from config import storage_url

WEED = Path(sys.executable).with_name("weed")
OWNER, SECRET = "OWNER", "owner/of+the%bucket"
READER, READER_SECRET = "READER", "may-only-look"
BUCKET = "films"
_IDENTITIES = {
    "identities": [
        {
            "name": name,
            "credentials": [{"accessKey": key, "secretKey": secret}],
            "actions": actions,
        }
        for name, key, secret, actions in (
            ("owner", OWNER, SECRET, ["Admin", "Read", "Write", "List"]),
            ("reader", READER, READER_SECRET, ["Read", "List"]),
        )
    ]
}
_SERVERS = ("master", "volume", "filer", "s3")
_READY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class S3Server:
    """Where the server listens."""

    port: int

    @property
    def endpoint(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def url(self, key: str = OWNER, secret: str = SECRET, bucket: str = BUCKET) -> str:
        """Return a STORAGE_URL for it."""
        return f"s3://{key}:{quote(secret, safe='')}@{bucket}?endpoint={self.endpoint}"

    def entry(self, **changes: str) -> dict[str, Any]:
        """Return an entry of STORAGES for it, of which every request is tried once."""
        return quickly(self.url(**changes))

    def client(self, checksums: str = "when_supported") -> Any:
        """Return a client of the bucket's owner."""
        config = Config(
            signature_version="s3v4", retries={"total_max_attempts": 1},
            request_checksum_calculation=checksums, response_checksum_validation=checksums,
        )  # fmt: skip
        return boto3.client(
            "s3", endpoint_url=self.endpoint, region_name="us-east-1", config=config,
            aws_access_key_id=OWNER, aws_secret_access_key=SECRET,
        )  # fmt: skip


def quickly(url: str) -> dict[str, Any]:
    """Return the entry of STORAGES for `url`, of which every request is tried once."""
    entry = storage_url.entry(url)
    return entry | {"OPTIONS": entry["OPTIONS"] | {"attempts": 1}}


def away() -> dict[str, Any]:
    """Return the entry of STORAGES for a bucket at a port where nobody listens."""
    return quickly("s3://KEY:SECRET@films?endpoint=http://127.0.0.1:9")


@contextmanager
def running(folder: Path) -> Iterator[S3Server]:
    """Run a server with an empty bucket, whose data are in `folder`."""
    (folder / "identities.json").write_text(json.dumps(_IDENTITIES))
    ports = dict(zip(_names(), _free_ports(), strict=True))
    with subprocess.Popen(
        _command(folder, ports), cwd=folder, env={**os.environ, "HOME": str(folder)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            server = S3Server(ports["s3.port"])
            _make_bucket(server, process)
            yield server
        finally:
            process.kill()  # nothing of it is kept; a polite end takes seconds
            process.wait()
            for port in ports.values():
                for left in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):  # noqa: S108 - its place
                    left.unlink(missing_ok=True)


def _names() -> list[str]:
    return [f"{name}.port{kind}" for name in _SERVERS for kind in ("", ".grpc")]


def _free_ports() -> list[int]:
    with ExitStack() as open_ones:
        sockets = [open_ones.enter_context(socket.socket()) for _ in _names()]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _command(folder: Path, ports: dict[str, int]) -> list[str]:
    options = {
        "dir": folder, "ip": "127.0.0.1", "ip.bind": "127.0.0.1", "s3": "true", **ports,
        "s3.config": folder / "identities.json", "s3.iam": "false", "s3.autoCreateBucket": "false",
        "s3.port.iceberg": 0, "s3.port.lance": 0, "master.telemetry": "false",
        "master.volumeSizeLimitMB": 64, "volume.max": 32,
    }  # fmt: skip
    given = [f"-{name}={value}" for name, value in options.items()]
    return [str(WEED), "-logtostderr=true", "server", *given]


def _make_bucket(server: S3Server, process: subprocess.Popen[bytes]) -> None:
    client, deadline = server.client(), time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(BotoCoreError, ClientError):
            client.create_bucket(Bucket=BUCKET)
            client.put_object(Bucket=BUCKET, Key="ready", Body=b"")
            client.delete_object(Bucket=BUCKET, Key="ready")
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    raise RuntimeError(f"SeaweedFS is not ready: exit code {process.poll()}.")
