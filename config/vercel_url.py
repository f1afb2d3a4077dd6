"""A store of Vercel Blob as STORAGE_URL names it: `vercel://`, with its token in it or beside it.

Contract: vercel.com/docs/vercel-blob. A token has the id of its store in it, so that nothing else
must be said; who says it has it compared.
"""

import re
from typing import Any
from urllib.parse import parse_qsl, unquote

from config.env import BadSetting

SCHEME = "vercel"
_BACKEND = "videos.storage.vercel.VercelBlobStorage"
_TOKEN = re.compile(r"vercel_blob_rw_([A-Za-z0-9-]+)_\w+", re.ASCII)
_API = "https://vercel.com/api/blob"
_FILES = "https://{store}.private.blob.vercel-storage.com"
_PARAMETERS = {"api", "files"}
"""Addresses of a proxy that stands before the API, and before the files of the store."""


def entry(url: str, token: str) -> dict[str, Any]:
    """Return Django's STORAGES entry for `url`; `token` is used when it has none.

    Raises:
        BadSetting: the URL cannot be used, and why.
    """
    where, _, query = url.partition("://")[2].partition("?")
    given, _, named = where.rstrip("/").rpartition("@")
    if _TOKEN.fullmatch(named):  # people leave out the @
        given, named = named, ""
    token = unquote(given).strip(":") or token
    store = _store(token)
    if named and named.removeprefix("store_").lower() != store.lower():
        raise BadSetting(
            "STORAGE_URL names another store than its token is of. "
            "Write vercel:// alone: the token says which store it is of."
        )
    asked = _asked(query)
    return {
        "BACKEND": _BACKEND,
        "OPTIONS": {
            "token": token,
            "store": store,
            "api": asked.get("api", _API).rstrip("/"),
            "files": asked.get("files", _FILES.format(store=store.lower())).rstrip("/"),
        },
    }


def _store(token: str) -> str:
    if not token:
        raise BadSetting(
            "STORAGE_URL needs the token of the store: set BLOB_READ_WRITE_TOKEN, or write "
            "vercel://TOKEN@STORE."
        )
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise BadSetting(
            "The token for STORAGE_URL must look like vercel_blob_rw_STORE_SECRET; the dashboard "
            "of Vercel shows it with the store. Set BLOB_READ_WRITE_TOKEN to it."
        )
    return match[1]


def _asked(query: str) -> dict[str, str]:
    asked = {name: value for name, value in parse_qsl(query) if value}
    if strange := asked.keys() - _PARAMETERS:
        raise BadSetting(
            f"STORAGE_URL has {', '.join(sorted(strange))} after its question mark, which "
            f"{SCHEME}:// does not know. Leave it out."
        )
    if not all(value.startswith(("https://", "http://")) for value in asked.values()):
        raise BadSetting("The addresses in STORAGE_URL must look like https://blob.example.com.")
    return asked
