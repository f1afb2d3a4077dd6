"""Where files are kept, by the environment: the entry of Django's STORAGES for media."""

from pathlib import Path
from typing import Any

from config import cloudfront, env, storage_url


def media_url() -> str:
    """Return the URL of the storage for media, also if it is given in parts; empty: the disk."""
    return env.secret("STORAGE_URL") or storage_url.of_bucket(
        env.text("STORAGE_BUCKET"),
        region=env.text("STORAGE_REGION"),
        endpoint=env.text("STORAGE_ENDPOINT"),
    )


def media_folder() -> Path | None:
    """Return the folder that is named for media; None if it is a bucket, or not said."""
    return storage_url.folder(media_url())


def media() -> dict[str, Any]:
    """Return the entry; what is not there is read from where files were before, if that is set.

    Raises:
        BadSetting: a variable cannot be used, and why.
    """
    keys = storage_url.Keys(
        access=env.secret("AWS_ACCESS_KEY_ID"),
        secret=env.secret("AWS_SECRET_ACCESS_KEY"),
        token=env.secret("AWS_SESSION_TOKEN"),
        blob=env.secret("BLOB_READ_WRITE_TOKEN"),
    )
    front = cloudfront.distribution(
        env.text("CLOUDFRONT_DOMAIN"), env.text("CLOUDFRONT_KEY_ID"), env.secret("CLOUDFRONT_KEY")
    )
    entry = storage_url.entry(media_url(), keys, front)
    before = env.secret("STORAGE_FALLBACK_URL")
    if not before:
        return entry
    return storage_url.with_fallback(entry, storage_url.fallback_entry(before, keys))
