"""Keys with which programs act for a creator."""

import hashlib
import secrets

from django.conf import settings
from django.db import models

PREFIX = "rs_"
SHOWN = 10
"""How many characters of a key stay readable, to tell keys apart."""


def digest(key: str) -> str:
    """Return what is stored of `key`. A key has 256 random bits, so a plain hash suffices."""
    return hashlib.sha256(key.encode()).hexdigest()


def new_key() -> str:
    """Return a fresh key, to be shown once."""
    return PREFIX + secrets.token_urlsafe(32)


class ApiKey(models.Model):
    """A bearer key; only its digest is stored."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=SHOWN)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
