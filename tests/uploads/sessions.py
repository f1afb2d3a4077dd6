"""Files on their way, and what is left of them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage

from creator.models import User
from tests.material import picture
from videos.models import Upload, UploadSession
from videos.spec import AssetKind
from videos.storage.faults import StorageFault
from videos.uploads import sessions
from videos.uploads.sessions.opening import FOLDER


def begun(owner: User, content: bytes | None = None, **changes: Any) -> UploadSession:
    """Announce a file; without a content, a picture."""
    said: dict[str, Any] = {
        "name": "harbour.png", "size": len(content or picture()), "kind": AssetKind.IMAGE,
        "content_type": "image/png",
    }  # fmt: skip
    return sessions.begin(owner.pk, sessions.Announced(**said | changes))


def fresh(session: UploadSession) -> UploadSession:
    """Return the row as it is now."""
    return UploadSession.objects.select_related("upload").get(pk=session.pk)


def incoming() -> list[str]:
    """Return what has come and is not kept: in storage, and on the server's disk."""
    try:
        stored = default_storage.listdir(FOLDER)[1]
    except (FileNotFoundError, StorageFault):
        stored = []
    return stored + [path.name for path in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()]


def is_refused(session: UploadSession, *words: str) -> bool:
    """Say whether a session ended with a sentence that has `words`, and left nothing."""
    row = fresh(session)
    said = row.state == "refused" and row.refusal.endswith(".") and bool(row.refusal_code)
    is_empty = not Upload.objects.exists() and row.upload is None and not incoming()
    return said and is_empty and all(word in row.refusal for word in words)
