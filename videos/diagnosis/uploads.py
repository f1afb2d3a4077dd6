"""Checks which way the files of creators come."""

from urllib.parse import urlsplit

import requests
from django.conf import settings

from videos.diagnosis.finding import Finding, broken, off, ok
from videos.diagnosis.lines import why
from videos.storage.abilities import TakesUploads
from videos.storage.faults import StorageFault
from videos.uploads.sessions.buckets import straight

_NAME = "uploads"
_SECONDS = 10
_RULE = (
    "Give the bucket a CORS rule that lets {origin} send POST and PUT; the README has it. "
    "Until then files come through the server."
)


def uploads() -> list[Finding]:
    """Ask the bucket, as a browser does, whether the product's pages may send it files."""
    storage = straight()
    if storage is None:
        return [ok(_NAME, "through the server")]
    site = urlsplit(settings.SITE_URL)
    origin = f"{site.scheme}://{site.netloc}"
    try:
        refused = [method for method in ("POST", "PUT") if not _lets(storage, origin, method)]
    except StorageFault as error:
        return [broken(_NAME, error, error.remedy)]
    except requests.RequestException as error:
        return [broken(_NAME, why(error), "Check that STORAGE_URL can be reached.")]
    if refused:
        detail = f"the bucket lets no page send {' or '.join(refused)}"
        return [off(_NAME, detail, _RULE.format(origin=origin))]
    return [ok(_NAME, f"straight to {storage.upload_origin}")]


def _lets(storage: TakesUploads, origin: str, method: str) -> bool:
    """Send what browsers send before a page's request to another host."""
    link = storage.part_link("incoming/doctor", "doctor", number=1, size=1, seconds=60)
    asked = {"Origin": origin, "Access-Control-Request-Method": method}
    answer = requests.options(link, headers=asked, timeout=_SECONDS)
    allowed = answer.headers.get("Access-Control-Allow-Origin", "")
    methods = answer.headers.get("Access-Control-Allow-Methods", "").split(",")
    return allowed in {"*", origin} and bool({method, "*"} & {one.strip() for one in methods})
