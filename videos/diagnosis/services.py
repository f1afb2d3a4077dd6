"""Checks of what the product talks to."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from redis.exceptions import RedisError

from videos import queue
from videos.diagnosis.finding import Finding, broken, off, ok


def database() -> list[Finding]:
    """Connect, and see whether every migration has run."""
    vendor = connection.vendor
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [broken("database", error, "Check DATABASE_URL, and that the server is up.")]
    if missing:
        detail = f"{vendor}, {len(missing)} migrations have not run"
        return [broken("database", detail, "Run: python manage.py migrate")]
    return [ok("database", f"{vendor}, every migration has run")]


def broker() -> list[Finding]:
    """Ping the broker."""
    if not settings.REDIS_URL:
        return [
            off(
                "broker", "embedded, started by `manage.py up`", "Set REDIS_URL for your own Redis."
            )
        ]
    try:
        queue.redis_client().ping()
    except RedisError as error:
        return [broken("broker", error, "Check REDIS_URL, and that Redis or Valkey is up.")]
    return [ok("broker", "answers")]


def email() -> list[Finding]:
    """Say where e-mail goes."""
    if "console" in settings.EMAIL_BACKEND:
        return [off("e-mail", "printed to the console", "Set EMAIL_HOST to send real e-mail.")]
    return [ok("e-mail", f"sent through {settings.EMAIL_HOST}:{settings.EMAIL_PORT}")]


def moderation() -> list[Finding]:
    """Say who judges scripts before vendors get them."""
    if settings.MODERATION == "off":
        return [off("moderation", "off, vendors have rules of their own", "Set MODERATION=auto.")]
    if not settings.OPENAI_API_KEY:
        remedy = "Set OPENAI_API_KEY to have scripts judged before vendors get them."
        return [off("moderation", "off, vendors have rules of their own", remedy)]
    return [ok("moderation", "by OpenAI, of what goes to vendors")]


def writer() -> list[Finding]:
    """Say who writes scripts from topics."""
    if not settings.OPENAI_API_KEY:
        return [
            off("script writer", "offline patterns", "Set OPENAI_API_KEY to have scripts written.")
        ]
    return [ok("script writer", f"OpenAI, model {settings.OPENAI_MODEL}")]
