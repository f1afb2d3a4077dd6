"""Files that are not sent from here: by a server in front, or by storage itself.

Contracts: nginx's X-Accel-Redirect, and X-Sendfile of Apache's mod_xsendfile; both take a path in
percent-encoding. What they are told comes from rows, never from a request.
"""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

from videos.storage.abilities import SignsLinks

_THROUGH_THE_APP = ("text/", "application/x-subrip")
"""Types that players accept from their own site only, and that are small."""


def in_front(key: str) -> tuple[str, str] | None:
    """Return the header, name and value, that lets a server in front send a file of the disk.

    None when there is no such server, or the file is not on the disk.

    Raises:
        FileNotFoundError: there is no such file.
        django.core.exceptions.SuspiciousFileOperation: the key leads out of MEDIA_ROOT.
    """
    storage = storages["default"]
    if not isinstance(storage, FileSystemStorage):
        return None
    if not (settings.MEDIA_ACCEL_PREFIX or settings.MEDIA_SENDFILE):
        return None
    path = Path(storage.path(key))
    if not path.is_file():
        raise FileNotFoundError(f"There is no file under this key: {key}")
    if settings.MEDIA_ACCEL_PREFIX:
        below = path.relative_to(storage.location).as_posix()
        return "X-Accel-Redirect", settings.MEDIA_ACCEL_PREFIX + quote(below)
    return "X-Sendfile", quote(str(path))


def at_storage(key: str, seconds: int, *, content_type: str, download_name: str = "") -> str:
    """Return a link by which storage itself sends a file; empty when the product is to do it.

    Raises:
        OSError: storage signs links, and cannot sign this one.
    """
    storage = storages["default"]
    if settings.MEDIA_DELIVERY != "direct" or content_type.startswith(_THROUGH_THE_APP):
        return ""
    if not isinstance(storage, SignsLinks):
        return ""
    return storage.signed_link(key, seconds, download_name=download_name, content_type=content_type)
