"""Logging to the console, every line with the id of the request or job it belongs to."""

import logging
from contextvars import ContextVar
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="-")
"""The id under which the current request or job step is logged; "-" outside of both."""


class RequestIdFilter(logging.Filter):
    """Puts the current request id on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add `request_id` and let the record pass."""
        record.request_id = request_id.get()
        return True


def logging_config(*, level: str) -> dict[str, Any]:
    """Return Django's LOGGING setting for `level`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "config.logging.RequestIdFilter"}},
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"}
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["request_id"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"level": "WARNING", "propagate": True},
            "dramatiq": {"level": "WARNING"},
            "numba": {"level": "WARNING"},
            "urllib3": {"level": "WARNING"},  # it prints addresses, and some hold a vendor's key
            "httpx2": {"level": "WARNING"},  # so does it
        },
    }
