"""Every provider, by id: a literal table, imported on first use."""

from importlib import import_module

from videos.providers.base import Declaration

ADAPTERS = {"local": "videos.providers.local.adapter"}


def declarations() -> list[Declaration]:
    """Return what every provider declares, in the order of the table."""
    return [import_module(path).DECLARATION for path in ADAPTERS.values()]
