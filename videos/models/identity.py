"""Opaque, prefixed ids that people and programs see ("vid_…", "job_…")."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz"
LENGTH = 20
"""Characters after the prefix: 20 of an alphabet of 54 are 115 bits, beyond guessing."""


def _opaque(prefix: str) -> str:
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def video_id() -> str:
    """Return a new id for a video."""
    return _opaque("vid_")


def job_id() -> str:
    """Return a new id for a job."""
    return _opaque("job_")


def upload_id() -> str:
    """Return a new id for an upload."""
    return _opaque("upl_")


def session_id() -> str:
    """Return a new id for the session of an upload."""
    return _opaque("ups_")


def submission_reference() -> str:
    """Return a new unguessable reference for an order placed with a vendor."""
    return _opaque("sub_")


def share_token() -> str:
    """Return a new unguessable token for a share page."""
    return _opaque("")
