"""What calls say of a file that is to come."""

from collections.abc import Mapping
from typing import Any

from videos.exceptions import InvalidRequest
from videos.spec import AssetKind
from videos.uploads.sessions import Announced

_KINDS = [kind.value for kind in AssetKind]


def announced(body: Mapping[str, Any]) -> Announced:
    """Return what `body` says of a file.

    Raises:
        InvalidRequest: it leaves something out, or makes no sense; every field is named.
    """
    name, size, kind = body.get("name"), body.get("size"), body.get("kind")
    content_type, straight = body.get("content_type", ""), body.get("direct", True)
    wrong = {
        "name": [] if isinstance(name, str) and name else ["Send the name of the file."],
        "size": [] if _is_count(size) else ["Send the size of the file in bytes, 1 or more."],
        "kind": [] if kind in _KINDS else [f"Choose one of: {', '.join(_KINDS)}."],
        "content_type": [] if isinstance(content_type, str) else ["Send a media type."],
        "direct": [] if isinstance(straight, bool) else ["Send true or false."],
    }
    if errors := {field: sentences for field, sentences in wrong.items() if sentences}:
        raise InvalidRequest(errors)
    return Announced(
        name=str(name), size=int(size or 0), kind=AssetKind(str(kind)), content_type=content_type,
        straight=straight,
    )  # fmt: skip


def numbers(body: Mapping[str, Any]) -> list[int]:
    """Return the numbers of parts that `body` asks for.

    Raises:
        InvalidRequest: it has no list of them.
    """
    asked = body.get("numbers")
    if not isinstance(asked, list) or not all(_is_count(one) for one in asked):
        raise InvalidRequest({"numbers": ["Send a list of numbers, 1 or more each."]})
    return asked


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
