"""Typed readers of the environment. A value that cannot be read stops the start, loudly."""

import os
import re
from collections.abc import Collection
from pathlib import Path

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}
_AMOUNT = re.compile(r"\d+(\.\d+)?", re.ASCII)


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


def choice(name: str, allowed: Collection[str], default: str) -> str:
    """Return the variable `name`, which is one of `allowed`.

    Raises:
        BadSetting: it is something else.
    """
    raw = text(name, default)
    if raw not in allowed:
        raise BadSetting(f"{name} must be one of {', '.join(allowed)}, not {raw!r}.")
    return raw


def amount(name: str) -> float | None:
    """Return the variable `name` as an amount of 0 or more; None when it is unset or empty.

    Raises:
        BadSetting: it is not a number, or negative.
    """
    raw = text(name)
    if not raw:
        return None
    if not _AMOUNT.fullmatch(raw):
        raise BadSetting(f"{name} must be an amount such as 25 or 2.50, not {raw!r}.")
    return float(raw)


def amounts(prefix: str) -> dict[str, float]:
    """Return the amounts of all variables that begin with `prefix`, by the rest in small letters.

    Raises:
        BadSetting: one of them is not an amount.
    """
    names = [name for name in os.environ if name.startswith(prefix)]
    found = {name.removeprefix(prefix).lower(): amount(name) for name in names}
    return {rest: value for rest, value in found.items() if value is not None}


def groups(name: str) -> dict[str, frozenset[str]]:
    """Return the variable `name`, such as "one: a, b; two: c", as the words of each group.

    Raises:
        BadSetting: a group has no name.
    """
    parts = [part.partition(":") for part in text(name).split(";") if part.strip()]
    if any(not colon or not group.strip() for group, colon, _ in parts):
        raise BadSetting(f"{name} must look like “one: a, b; two: c”.")
    return {group.strip(): frozenset(words.replace(",", " ").split()) for group, _, words in parts}


def figures(name: str) -> dict[str, float]:
    """Return the variable `name`, such as "one=90, two=2.5", as the amount of each word.

    Raises:
        BadSetting: a word has no amount of 0 or more.
    """
    parts = [part.partition("=") for part in items(name)]
    found = {word.strip(): value.strip() for word, _, value in parts}
    if not all(word and _AMOUNT.fullmatch(value) for word, value in found.items()):
        raise BadSetting(f"{name} must look like “one=90, two=2.5”.")
    return {word: float(value) for word, value in found.items()}


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
