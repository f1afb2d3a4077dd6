"""Every provider, by id: a literal table, imported on first use."""

from importlib import import_module

from config import env
from videos.providers.base import Declaration, Provider, Vendor

STUDIO = "local"
"""The provider that is always there, and that everything falls back to in the end."""

ADAPTERS = {
    "longcat": "videos.providers.longcat.adapter",
    "longcat_fal": "videos.providers.longcat_fal.adapter",
    "runway": "videos.providers.runway.adapter",
    "pika": "videos.providers.pika.adapter",
    "google": "videos.providers.google.adapter",
    "replicate": "videos.providers.replicate.adapter",
    "stock": "videos.providers.stock.adapter",
    "did": "videos.providers.did.adapter",
    "synthesia": "videos.providers.synthesia.adapter",
    "heygen": "videos.providers.heygen.adapter",
    "local": "videos.providers.local.adapter",
}


def declarations() -> list[Declaration]:
    """Return what every provider declares, in the order of the table."""
    return [_kind(provider).declaration for provider in ADAPTERS]


def declaration(provider: str) -> Declaration:
    """Return what the provider with this id declares.

    Raises:
        KeyError: there is none.
    """
    return _kind(provider).declaration


def provider(name: str) -> Provider:
    """Return the provider with this id, made from the environment as it is now.

    Raises:
        KeyError: there is none.
    """
    return _kind(name)()


def vendor(name: str) -> Vendor:
    """Return the vendor with this id, made from the environment as it is now.

    Raises:
        KeyError: there is none, or it is the studio, which nothing is ordered from.
    """
    found = provider(name)
    if not isinstance(found, Vendor):
        raise KeyError(name)
    return found


def missing(declared: Declaration) -> list[str]:
    """Return the variables that `declared` still needs."""
    names = (*declared.settings, *declared.instead)
    return declared.missing({name for name in names if env.secret(name)})


def _kind(name: str) -> type[Provider]:
    found: type[Provider] = import_module(ADAPTERS[name]).PROVIDER
    return found
