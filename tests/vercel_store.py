"""What a private store of Vercel Blob does with requests, as its documents and its library have it.

Nothing is taken that the service refuses: other access than the store's, a name that is taken,
parts that are too small, a list longer than a page.
"""

import hashlib
import json
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote, unquote, urlsplit

STORE = "AbCdEf123"
TOKEN = f"vercel_blob_rw_{STORE}_hushHush"
FILES = f"https://{STORE.lower()}.private.blob.vercel-storage.com"
_LONGEST_NAME = 950
_SMALLEST_PART = 5 * 1024 * 1024
_MOST_PARTS = 10_000
_MOST_DELETED = 1_000
_YES_NO = {"0": False, "1": True}


class Refused(Exception):
    """The service refuses a request."""

    def __init__(self, status: int, code: str, message: str = "", **headers: str) -> None:
        super().__init__(message or code)
        self.status = status
        self.code = code
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the store."""

    path: Path
    kind: str
    uploaded: str

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.path.stat().st_size


@dataclass(slots=True)
class Upload:
    """An upload in parts that is not over."""

    pathname: str
    parts: dict[int, tuple[str, Path]] = field(default_factory=dict)


@dataclass
class Store:
    """One private store, whose files lie in `folder`."""

    folder: Path
    page: int = 1_000
    """The longest list in one answer."""
    refusals: list[Refused] = field(default_factory=list)
    """What the next requests are answered with, whatever they are."""
    files: dict[str, Kept] = field(default_factory=dict)
    parts_taken: int = 0
    tells_size: bool = True
    """Whether the length of a file is said before it is sent; an edge of the network may not."""
    lines: int = 0
    """Connections that were made so far."""
    _uploads: dict[str, Upload] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def file(self) -> Path:
        """Return where a body may be written."""
        return self.folder / secrets.token_hex(8)

    def put(self, pathname: str, headers: Mapping[str, str], body: Path) -> dict[str, Any]:
        """Keep a file."""
        with self._lock:
            name = self._claimed(pathname, headers)
            return self._kept(name, headers, body)

    def head(self, url: str) -> dict[str, Any]:
        """Describe a file, named by its address or its name."""
        name = _name(url)
        return (
            self._described(name) | self._dated(name) | {"cacheControl": "public, max-age=2592000"}
        )

    def listed(self, query: Mapping[str, str]) -> dict[str, Any]:
        """List files, and with the mode “folded” folders instead of what is in them."""
        if query.get("mode", "expanded") not in {"expanded", "folded"}:
            raise Refused(400, "bad_request", "mode must be expanded or folded")
        prefix, start = query.get("prefix", ""), int(query.get("cursor", "0"))
        names = sorted(
            {_folded(name, prefix, query) for name in self.files if name.startswith(prefix)}
        )
        end = start + min(int(query.get("limit", self.page)), self.page)
        shown = names[start:end]
        found: dict[str, Any] = {
            "blobs": [self._described(n) | self._dated(n) for n in shown if n in self.files],
            "hasMore": end < len(names),
        }
        if "mode" in query:
            found["folders"] = [name for name in shown if name not in self.files]
        return found | ({"cursor": str(end)} if found["hasMore"] else {})

    def delete(self, urls: object) -> None:
        """Delete files; those that are not there are none."""
        if not isinstance(urls, list) or not 1 <= len(urls) <= _MOST_DELETED:
            raise Refused(400, "bad_request", "urls must have 1 to 1000 entries")
        for url in urls:
            if kept := self.files.pop(_name(url), None):
                kept.path.unlink()

    def begin(self, pathname: str, headers: Mapping[str, str]) -> dict[str, Any]:
        """Begin an upload in parts."""
        with self._lock:
            upload = Upload(self._claimed(pathname, headers))
            number = secrets.token_hex(8)
            self._uploads[number] = upload
        return {"key": upload.pathname, "uploadId": number}

    def add(self, headers: Mapping[str, str], body: Path) -> dict[str, Any]:
        """Take a part of an upload."""
        upload, number = self._upload(headers), int(headers.get("x-mpu-part-number", "0"))
        if not 1 <= number <= _MOST_PARTS:
            raise Refused(400, "bad_request", "the part number must be 1 to 10000")
        etag = _etag(body)
        upload.parts[number] = (etag, body)
        self.parts_taken += 1
        return {"etag": etag}

    def complete(self, headers: Mapping[str, str], parts: list[dict[str, Any]]) -> dict[str, Any]:
        """Make a file of the parts of an upload."""
        upload = self._upload(headers)
        if [(one["partNumber"], one["etag"]) for one in parts] != [
            (number, etag) for number, (etag, _) in sorted(upload.parts.items())
        ]:
            raise Refused(400, "bad_request", "these are not the parts that were sent")
        paths = [path for _, (_, path) in sorted(upload.parts.items())]
        if any(path.stat().st_size < _SMALLEST_PART for path in paths[:-1]):
            raise Refused(400, "bad_request", "only the last part may be smaller than 5 MiB")
        with self._lock:
            name = self._claimed(upload.pathname, headers)
            del self._uploads[headers["x-mpu-upload-id"]]
            return self._kept(name, headers, _joined(paths))

    def _upload(self, headers: Mapping[str, str]) -> Upload:
        upload = self._uploads.get(headers.get("x-mpu-upload-id", ""))
        if upload is None or unquote(headers.get("x-mpu-key", "")) != upload.pathname:
            raise Refused(400, "bad_request", "there is no such upload")
        return upload

    def _claimed(self, pathname: str, headers: Mapping[str, str]) -> str:
        """Return the name under which a file may be kept."""
        if headers.get("x-vercel-blob-access") != "private":
            raise Refused(400, "bad_request", "the store takes only private files")
        try:
            suffix, overwrite = (
                _YES_NO[headers.get(name, "0")]
                for name in ("x-add-random-suffix", "x-allow-overwrite")
            )
        except KeyError:
            raise Refused(400, "bad_request", "flags are 0 or 1") from None
        steps = pathname.split("/")
        if not 1 <= len(pathname) <= _LONGEST_NAME or {"", ".", ".."} & set(steps):
            raise Refused(400, "bad_request", "the pathname is not one")
        name = f"{pathname}-{secrets.token_hex(8)}" if suffix else pathname
        if name in self.files and not overwrite:
            raise Refused(
                400,
                "bad_request",
                "This blob already exists, use `allowOverwrite: true` to replace it.",
            )
        return name

    def _kept(self, name: str, headers: Mapping[str, str], body: Path) -> dict[str, Any]:
        kind = headers.get("x-content-type", "application/octet-stream")
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.files[name] = Kept(body, kind, now)
        return self._described(name)

    def _described(self, name: str) -> dict[str, Any]:
        kept = self.found(name)
        return {
            "url": f"{FILES}/{quote(name)}",
            "downloadUrl": f"{FILES}/{quote(name)}?download=1",
            "pathname": name,
            "contentType": kept.kind,
            "contentDisposition": f'inline; filename="{quote(name.rpartition("/")[2])}"',
            "etag": _etag(kept.path),
        }

    def _dated(self, name: str) -> dict[str, Any]:
        return {"size": self.files[name].size, "uploadedAt": self.files[name].uploaded}

    def found(self, name: str) -> Kept:
        """Return the file under `name`."""
        if kept := self.files.get(name):
            return kept
        raise Refused(404, "blob_not_found", "The requested blob does not exist")


def _name(url: object) -> str:
    """Return the name of the file that an address of the store, or a name, means."""
    if not isinstance(url, str) or not url:
        raise Refused(400, "bad_request", "a file is named by its address or its name")
    if "://" not in url:
        return url
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" != FILES:
        raise Refused(400, "bad_request", "the address is of another store")
    return unquote(parts.path.removeprefix("/"))


def _folded(name: str, prefix: str, query: Mapping[str, str]) -> str:
    rest = name.removeprefix(prefix)
    if query.get("mode") == "folded" and "/" in rest:
        return f"{prefix}{rest.partition('/')[0]}/"
    return name


def _etag(path: Path) -> str:
    stamp = f"{path.stat().st_size} {path.stat().st_mtime_ns}"
    return json.dumps(hashlib.sha256(stamp.encode()).hexdigest()[:32])


def _joined(paths: list[Path]) -> Path:
    whole, *rest = paths
    with whole.open("ab") as target:
        for path in rest:
            with path.open("rb") as source:
                shutil.copyfileobj(source, target)
            path.unlink()
    return whole
