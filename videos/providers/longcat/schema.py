"""What a LongCat server is sent, and what it says: pending, completed, failed."""

from typing import Any
from urllib.parse import urljoin

from videos.providers.base import Brief, Media, Progress, State
from videos.providers.errors import ErrorKind
from videos.providers.http import Client, Reply
from videos.providers.longcat.dialect import Dialect
from videos.spec import Aspect

SHAPES = {
    Aspect.WIDE: "wide 16:9 picture",
    Aspect.TALL: "tall 9:16 picture",
    Aspect.SQUARE: "square 1:1 picture",
    Aspect.PORTRAIT: "upright 4:5 picture",
    Aspect.CLASSIC: "4:3 picture",
}
"""How a shape is told to servers that have no field for it."""


def body(brief: Brief, seconds: float, dialect: Dialect) -> dict[str, Any]:
    """Return the order of a clip, without what the server has no field for."""
    told = dialect.fields["aspect"]
    values = {
        "script": brief.prompt,
        "campaign": brief.reference,
        "style": dialect.style if told else f"{dialect.style}, {SHAPES[brief.aspect]}",
        "duration": round(seconds * dialect.units),
        "user": dialect.user,
        "aspect": brief.aspect.value,
    }
    named = {dialect.fields[name]: value for name, value in values.items()}
    return {name: value for name, value in named.items() if name}


def remote_id(reply: Reply, dialect: Dialect) -> str:
    """Return the id of an order; empty when the answer holds none."""
    found = _found(reply, dialect.fields["id"])
    return str(found) if isinstance(found, str | int) else ""


def at_once(reply: Reply, dialect: Dialect, client: Client) -> Progress | None:
    """Return what the answer to an order says of the clip; None when it is to be asked for.

    An address alone is the clip. Beside a status it is only once that says so, unless there is no
    id to ask by: then nothing better will come.
    """
    if _found(reply, dialect.fields["status"]) is not None:
        found = progress(reply, dialect, client)
        if found.media or found.error:
            return found
        if remote_id(reply, dialect):
            return None
    url = _url(reply, dialect)
    return Progress(state=State.SUCCEEDED, media=Media(url=url)) if url else None


def progress(reply: Reply, dialect: Dialect, client: Client) -> Progress:
    """Return what the server says of a clip; a status that is not known is waited for."""
    status = str(_found(reply, dialect.fields["status"])).lower()
    if status == "completed" and (url := _url(reply, dialect)):
        return Progress(state=State.SUCCEEDED, media=Media(url=url))
    if status in {"failed", "completed"}:
        return Progress(state=State.FAILED, error=client.error(ErrorKind.PERMANENT, reply))
    return Progress(state=State.WAITING)


def _url(reply: Reply, dialect: Dialect) -> str:
    """Return the address of the clip, which may be given from the endpoint on; empty without."""
    found = _found(reply, dialect.fields["url"])
    return urljoin(dialect.endpoint, found) if found and isinstance(found, str) else ""


def _found(reply: Reply, path: str) -> Any:
    """Return a field, which may lie within others: "data.videoUrl"."""
    found: Any = reply.data
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found
