"""Sessions of uploads as the API shows them: how far they are, and where the rest goes."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from videos.models import UploadSession
from videos.states import UploadState, UploadWay
from videos.uploads import sessions


def upload_session(row: UploadSession) -> dict[str, Any]:
    """Return a session; while it is open, with fresh links.

    Raises:
        StepFailed: storage is asked how far it is, and is away.
    """
    return {
        "id": row.public_id,
        "state": row.state,
        "kind": row.kind,
        "name": row.name,
        "size_bytes": row.size_bytes,
        "expires_at": row.expires_at,
        "way": row.way,
        "upload": row.upload.public_id if row.upload else None,
        "error": _error(row),
        **(_WAYS[UploadWay(row.way)](row) if row.is_open else _closed(row)),
    }


def _by_form(row: UploadSession) -> dict[str, Any]:
    form = sessions.form(row)
    post = {"url": form.url, "fields": dict(form.fields)}
    return {"received_bytes": 0, "post": post, "parts": None, "content": None}


def _in_parts(row: UploadSession) -> dict[str, Any]:
    there = sessions.parts_there(row)
    parts = {
        "size": sessions.PART_BYTES,
        "count": sessions.count_of(row.size_bytes),
        "received": sorted(there),
    }
    return {"received_bytes": sum(there.values()), "post": None, "parts": parts, "content": None}


def _by_server(row: UploadSession) -> dict[str, Any]:
    content = settings.SITE_URL + reverse("api_upload_content", args=[row.public_id])
    there = sessions.offset_of(row)
    return {"received_bytes": there, "post": None, "parts": None, "content": content}


def _closed(row: UploadSession) -> dict[str, Any]:
    there = row.received_bytes
    return {"received_bytes": there, "post": None, "parts": None, "content": None}


def _error(row: UploadSession) -> dict[str, str] | None:
    if row.state != UploadState.REFUSED:
        return None
    return {"code": row.refusal_code, "message": row.refusal}


_WAYS = {
    UploadWay.POST: _by_form,
    UploadWay.PARTS: _in_parts,
    UploadWay.SERVER: _by_server,
}
