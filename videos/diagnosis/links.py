"""Checks that viewers get files by links of the storage, as long as those hold and no longer."""

import secrets
import time
from collections.abc import Iterator

import requests
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from videos.diagnosis.finding import Finding, broken, off, ok
from videos.diagnosis.lines import why
from videos.storage.abilities import SignsLinks
from videos.storage.faults import StorageFault

_NAME, _CORS = "media links", "media links, CORS"
_FOLDER = "doctor"
_SAVED_AS = "probe.bin"
_TYPE = "application/octet-stream"
_PART = slice(16, 48)
_SECONDS = 60
_SHORT_SECONDS = 1
_TIMEOUT = 10.0
_AWAY = (
    "Check that browsers can reach the address of the storage. If they cannot, set "
    "MEDIA_DELIVERY=app, which sends every byte through the product."
)
_REFUSED = (
    "For CloudFront, check that CLOUDFRONT_KEY_ID is in a key group that the distribution trusts, "
    "and that the bucket lets it read. Else check the rights of the key, and the clock."
)
_OPEN = (
    "Whoever has an address can read files. Make the bucket private; for CloudFront, restrict "
    "viewer access to signed URLs."
)
_UNSAID = (
    "Downloads open in the browser instead of being saved. Let the distribution hand on "
    "response-content-disposition and response-content-type to the bucket, and cache by them."
)
_NO_CORS = (
    "The pages here play without. For players on other pages, or ones that are scripts, allow GET "
    "and HEAD from SITE_URL in the CORS rules of the bucket, with the header Range."
)


def links() -> list[Finding]:
    """Fetch a file by a signed link; see that a bent and an old one are refused; ask about CORS."""
    storage = storages["default"]
    if settings.MEDIA_DELIVERY != "direct" or not isinstance(storage, SignsLinks):
        return [ok(_NAME, "of the product alone, which sends every byte")]
    content = secrets.token_bytes(64)
    try:
        name = default_storage.save(f"{_FOLDER}/link-{secrets.token_hex(4)}", ContentFile(content))
        try:
            return list(_tried(storage, name, content))
        finally:
            default_storage.delete(name)
    except StorageFault as error:
        return [broken(_NAME, error, error.remedy)]
    except requests.RequestException as error:
        return [broken(_NAME, f"cannot be followed: {why(error)}", _AWAY)]


def _tried(storage: SignsLinks, name: str, content: bytes) -> Iterator[Finding]:
    short = storage.signed_link(name, _SHORT_SECONDS)
    link = storage.signed_link(name, _SECONDS, download_name=_SAVED_AS, content_type=_TYPE)
    answer = _get(link)
    if (answer.status_code, answer.content) != (206, content[_PART]):
        yield broken(_NAME, f"a part of a file is answered with {answer.status_code}", _REFUSED)
        return
    time.sleep(_SHORT_SECONDS + 1)
    for said, wrong in _wrong(storage, name, short).items():
        if _get(wrong).ok:
            yield broken(_NAME, f"a file is served to {said}", _OPEN)
            return
    yield _saved(answer)
    yield _readable_by_scripts(link)


def _wrong(storage: SignsLinks, name: str, old: str) -> dict[str, str]:
    """Return links that must not work, by what they are."""
    another = storage.signed_link(f"{name}-another", _SECONDS)
    return {
        "a link that has expired": old,
        "a link that is not signed": old.partition("?")[0],
        "a link that was signed for another file": another.replace(f"{name}-another", name),
    }


def _get(link: str) -> requests.Response:
    span = {"Range": f"bytes={_PART.start}-{_PART.stop - 1}"}
    return requests.get(link, headers=span, timeout=_TIMEOUT)


def _saved(answer: requests.Response) -> Finding:
    if _SAVED_AS not in answer.headers.get("Content-Disposition", ""):
        return off(_NAME, "hold as long as they should, but name no download", _UNSAID)
    return ok(_NAME, "hold as long as they should, for the file that they are signed for")


def _readable_by_scripts(link: str) -> Finding:
    """Ask as a browser does for a script of the product's pages that wants a part of a file."""
    asking = {
        "Origin": settings.SITE_URL,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "range",
    }
    answer = requests.options(link, headers=asking, timeout=_TIMEOUT)
    allowed = answer.headers.get("Access-Control-Allow-Origin")
    if answer.ok and allowed in {"*", settings.SITE_URL}:
        return ok(_CORS, f"scripts of {settings.SITE_URL} may read files")
    return off(_CORS, f"not for scripts of {settings.SITE_URL}", _NO_CORS)
