"""How files reach viewers: `MEDIA_DELIVERY`, and the address that their links lead to."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from config.env import BadSetting

APP, DIRECT = "app", "direct"
_PREFIX = re.compile(r"(/[\w-]+)+/", re.ASCII)


def origin(entry: Mapping[str, Any]) -> str:
    """Return scheme and host of signed links of `entry`, one of STORAGES; empty for the disk."""
    options = entry.get("OPTIONS", {})
    if front := options.get("cloudfront"):
        return str(front.address)
    if endpoint := options.get("endpoint_url"):
        parts = urlsplit(endpoint)
        return f"{parts.scheme}://{parts.netloc}"
    return _of_aws(options) if "bucket_name" in options else ""


def _of_aws(options: Mapping[str, Any]) -> str:
    region = options["region_name"]
    host = f"s3.{region}.amazonaws.com" + (".cn" if region.startswith("cn-") else "")
    if options["addressing_style"] == "virtual":
        host = f"{options['bucket_name']}.{host}"
    return f"https://{host}"


def usual(where: str, *, secure: bool) -> str:
    """Return the MEDIA_DELIVERY of who sets none: direct where browsers can follow to `where`."""
    return DIRECT if where and not (secure and where.startswith("http:")) else APP


def sources(chosen: str, where: str, *, secure: bool) -> list[str]:
    """Return what pages may load media from besides the site itself.

    Raises:
        BadSetting: browsers would refuse it.
    """
    if chosen != DIRECT or not where:
        return []
    if usual(where, secure=secure) != DIRECT:
        raise BadSetting(
            f"MEDIA_DELIVERY=direct needs storage with an https address, not {where}, because "
            "browsers load nothing by http on a page of https. Set MEDIA_DELIVERY=app."
        )
    return [where]


def accel_prefix(prefix: str) -> str:
    """Return MEDIA_ACCEL_PREFIX as it is, if it can be one.

    Raises:
        BadSetting: it is no path that begins and ends with a slash.
    """
    if prefix and not _PREFIX.fullmatch(prefix):
        raise BadSetting("MEDIA_ACCEL_PREFIX must look like /internal-media/, with both slashes.")
    return prefix
