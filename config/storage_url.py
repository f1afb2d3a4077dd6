"""Where files are kept: `STORAGE_URL`, read into the entry of Django's STORAGES.

Contracts: the S3 endpoints of Cloudflare R2 (developers.cloudflare.com/r2/api/s3) and of Supabase
(supabase.com/docs/guides/storage/s3). What an error says never has the key or the secret in it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from config import vercel_url
from config.cloudfront import CloudFront
from config.env import BadSetting

_DISK = "videos.storage.disk.DiskStorage"
_BACKEND = "videos.storage.s3.S3Storage"
_FALLBACK = "videos.storage.fallback.FallbackStorage"
_DEFAULT_REGION = "us-east-1"
"""What servers of one's own call the region that they do not have."""
_IN_HOSTS = re.compile(r"[a-z0-9-]+", re.ASCII)
"""Names of buckets that a certificate of AWS covers as a part of the host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What proves who asks, given beside the URL instead of in it."""

    access: str = ""
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    """Only temporary keys have one."""
    blob: str = field(default="", repr=False)
    """The token of a store of Vercel Blob."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Address:
    """A URL taken apart; `where` is what stands between the credentials and the query."""

    scheme: str
    where: tuple[str, ...]
    query: Mapping[str, str]
    keys: Keys = field(repr=False)

    def asked(self, name: str) -> str:
        """Return a parameter of the query; empty when it is not there."""
        return self.query.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Service:
    """Who keeps the files: how its URL looks, and what it makes of one."""

    example: str
    places: int
    """How many names tell where: a bucket, or an account and a bucket."""
    parameters: frozenset[str]
    options: Callable[[_Address], dict[str, Any]]


def folder(url: str) -> Path | None:
    """Return the folder that `url` names; None when it is empty or names a bucket.

    Raises:
        BadSetting: it is a file URL without an absolute path.
    """
    if not url.startswith("file:"):
        return None
    parts = urlsplit(url)
    if parts.netloc not in {"", "localhost"} or not parts.path.startswith("/"):
        raise BadSetting("STORAGE_URL must look like file:///srv/media, with three slashes.")
    return Path(unquote(parts.path))


def of_bucket(bucket: str, *, region: str = "", endpoint: str = "") -> str:
    """Return the URL that says the same as these; empty when there is no bucket."""
    query = urlencode({"region": region, "endpoint": endpoint})
    return f"s3://{bucket}?{query}" if bucket else ""


def entry(url: str, keys: Keys | None = None, front: CloudFront | None = None) -> dict[str, Any]:
    """Return Django's STORAGES entry for `url`; empty or a file URL is the disk.

    `keys` are used when the URL has none. Links lead to `front` instead of the bucket.

    Raises:
        BadSetting: the URL cannot be used, and why.
    """
    where, keys = folder(url), keys or Keys()
    if not url or where is not None:
        _check_front(front, of_aws=False)
        return {"BACKEND": _DISK} | ({"OPTIONS": {"location": str(where)}} if where else {})
    if url.partition("://")[0].lower() == vercel_url.SCHEME:
        _check_front(front, of_aws=False)
        return vercel_url.entry(url, keys.blob)
    address = _parsed(url, keys)
    service = _SERVICES.get(address.scheme)
    if service is None:
        known = ", ".join(f"{scheme}://" for scheme in ("file", *_SERVICES, vercel_url.SCHEME))
        raise BadSetting(f"STORAGE_URL must begin with one of {known}.")
    _check(address, service)
    options = _signed(address) | service.options(address) | {"cloudfront": front}
    _check_front(front, of_aws=options["endpoint_url"] is None)
    return {"BACKEND": _BACKEND, "OPTIONS": options}


def fallback_entry(url: str, keys: Keys | None = None) -> dict[str, Any]:
    """Return the STORAGES entry for STORAGE_FALLBACK_URL.

    Raises:
        BadSetting: the URL cannot be used, and why.
    """
    try:
        return entry(url, keys)
    except BadSetting as error:
        raise BadSetting(str(error).replace("STORAGE_URL", "STORAGE_FALLBACK_URL")) from error


def with_fallback(new: dict[str, Any], old: dict[str, Any]) -> dict[str, Any]:
    """Return the entry of storage that writes to `new`, and reads from `old` what is not there."""
    return {"BACKEND": _FALLBACK, "OPTIONS": {"new": new, "old": old}}


def _parsed(url: str, keys: Keys) -> _Address:
    scheme, _, rest = url.partition("://")
    # By the last “@”, because secrets of AWS have slashes in them, and people paste them.
    credentials, at, rest = rest.rpartition("@")
    where, _, query = rest.partition("?")
    if at:
        access, _, secret = credentials.partition(":")
        keys = Keys(access=unquote(access), secret=unquote(secret))
    if bool(keys.access) != bool(keys.secret):
        raise BadSetting(
            "STORAGE_URL needs both a key and a secret: s3://KEY:SECRET@bucket. "
            "Write what is special in them in percent-encoding, such as %40 for @."
        )
    asked = {name: value for name, value in parse_qsl(query) if value}
    parts = tuple(unquote(part) for part in where.strip("/").split("/"))
    return _Address(scheme=scheme.lower(), where=parts, query=asked, keys=keys)


def _check_front(front: CloudFront | None, *, of_aws: bool) -> None:
    if front and not of_aws:
        raise BadSetting(
            "CLOUDFRONT_DOMAIN goes with a STORAGE_URL of AWS, such as "
            "s3://bucket?region=eu-central-1. Leave it empty for other storage."
        )


def _check(address: _Address, service: _Service) -> None:
    if len(address.where) != service.places or not all(address.where):
        raise BadSetting(f"STORAGE_URL must look like {service.example}.")
    if address.asked("domain"):
        raise BadSetting(
            "STORAGE_URL cannot have a domain: files are private, and signed links of "
            f"{address.scheme}:// work only at the S3 address of the service, not at a domain of "
            "one's own. Leave it out; on AWS, CLOUDFRONT_DOMAIN takes one."
        )
    if strange := address.query.keys() - service.parameters:
        raise BadSetting(
            f"STORAGE_URL has {', '.join(sorted(strange))} after its question mark, which "
            f"{address.scheme}:// does not know. Leave it out."
        )


def _signed(address: _Address) -> dict[str, Any]:
    """Return the options that are the same everywhere."""
    return {
        "access_key": address.keys.access or None,
        "secret_key": address.keys.secret or None,
        "security_token": address.keys.token or None,
        "signature_version": "s3v4",
        "querystring_auth": True,
        "default_acl": None,  # newer buckets refuse them, and nothing here is public
        "file_overwrite": False,
    }


def _s3(address: _Address) -> dict[str, Any]:
    """Return what AWS wants, or with an endpoint any server that speaks its language."""
    (bucket,) = address.where
    endpoint, region = address.asked("endpoint"), address.asked("region")
    if endpoint:
        found = _compatible(address, bucket, region or _DEFAULT_REGION, _checked(endpoint))
        return found | {"posts": True}
    if not region:
        raise BadSetting(
            "STORAGE_URL needs the region of the bucket, such as ?region=eu-central-1, "
            "or the address of another service, such as ?endpoint=https://s3.example.com."
        )
    return {
        "bucket_name": bucket,
        "region_name": region,
        "endpoint_url": None,
        # Said outright: left open, links would lead to an address without a region, which sends
        # those who ask on to another one, for which they are not signed.
        "addressing_style": "virtual" if _IN_HOSTS.fullmatch(bucket) else "path",
        "checksums": "when_supported",
        "posts": True,
    }


def _r2(address: _Address) -> dict[str, Any]:
    account, bucket = address.where
    law = address.asked("jurisdiction")
    host = f"{account}.{law}" if law else account
    return _compatible(address, bucket, "auto", f"https://{host}.r2.cloudflarestorage.com")


def _supabase(address: _Address) -> dict[str, Any]:
    project, bucket = address.where
    region = address.asked("region")
    if not region:
        raise BadSetting(
            "STORAGE_URL needs the region of the project, such as ?region=eu-central-1; "
            "the dashboard shows it beside the S3 keys."
        )
    endpoint = f"https://{project}.storage.supabase.co/storage/v1/s3"
    return _compatible(address, bucket, region, endpoint)


def _compatible(address: _Address, bucket: str, region: str, endpoint: str) -> dict[str, Any]:
    """Return what a server wants that is not AWS."""
    if not address.keys.access:
        raise BadSetting(
            f"STORAGE_URL needs a key and a secret, as in {_SERVICES[address.scheme].example}; "
            "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        )
    return {
        "bucket_name": bucket,
        "region_name": region,
        "endpoint_url": endpoint,
        "addressing_style": "path",
        # They refuse the trailer that has the checksum for AWS, or keep it as if it were content.
        "checksums": "when_required",
        "posts": False,  # neither Cloudflare nor Supabase take a form
    }


def _checked(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise BadSetting("The endpoint in STORAGE_URL must look like https://s3.example.com.")
    return endpoint.rstrip("/")


_SERVICES = {
    "s3": _Service(
        example="s3://KEY:SECRET@bucket?region=eu-central-1",
        places=1,
        parameters=frozenset({"region", "endpoint"}),
        options=_s3,
    ),
    "r2": _Service(
        example="r2://KEY:SECRET@account/bucket",
        places=2,
        parameters=frozenset({"jurisdiction"}),
        options=_r2,
    ),
    "supabase": _Service(
        example="supabase://KEY:SECRET@project/bucket?region=eu-central-1",
        places=2,
        parameters=frozenset({"region"}),
        options=_supabase,
    ),
}
