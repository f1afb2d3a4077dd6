"""Typed readers of the environment. A value that cannot be read stops the start, loudly."""

import os
from pathlib import Path

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


class BadSetting(ValueError):
    """A variable is set to something that its reader does not accept."""


def text(name: str, default: str = "") -> str:
    """Return the variable `name`, or `default` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def integer(name: str, default: int, *, minimum: int = 0) -> int:
    """Return the variable `name` as a whole number of at least `minimum`.

    Raises:
        BadSetting: it is not a whole number, or too small.
    """
    raw = text(name)
    if not raw:
        return default
    if not raw.lstrip("-").isdigit() or int(raw) < minimum:
        raise BadSetting(f"{name} must be a whole number of at least {minimum}, not {raw!r}.")
    return int(raw)


def flag(name: str, *, default: bool) -> bool:
    """Return the variable `name` as yes or no.

    Raises:
        BadSetting: it is neither.
    """
    raw = text(name).lower()
    if not raw:
        return default
    if raw not in _TRUE | _FALSE:
        raise BadSetting(f"{name} must be true or false, not {raw!r}.")
    return raw in _TRUE


def items(name: str, default: str = "") -> list[str]:
    """Return the comma-separated variable `name` as a list without empty parts."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret(name: str, default: str = "") -> str:
    """Return a secret from `name`, or from the file that `name`_FILE points to.

    Raises:
        BadSetting: both are set, or the file cannot be read. The value is never in the message.
    """
    path = text(f"{name}_FILE")
    if not path:
        return text(name, default)
    if text(name):
        raise BadSetting(f"Set either {name} or {name}_FILE, not both.")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSetting(f"{name}_FILE points to a file that cannot be read.") from error


def load_dotenv(path: Path) -> None:
    """Put the `NAME=value` lines of `path` into the environment, which wins over the file.

    What follows a blank and a `#` is a comment, unless the value is in quotes.
    """
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            os.environ.setdefault(name.strip(), _value(value.strip()))


def _value(raw: str) -> str:
    if raw[:1] in {'"', "'"}:
        return raw.strip("\"'")
    return f" {raw}".partition(" #")[0].strip()
