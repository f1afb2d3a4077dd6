"""Checks of the video services: what is configured, and whether it works when asked."""

from concurrent.futures import ThreadPoolExecutor

from config.env import BadSetting
from videos.diagnosis.finding import Finding, broken, off, ok
from videos.providers import registry
from videos.providers.base import Declaration
from videos.providers.errors import ErrorKind, ProviderError

_AT_ONCE = 4
"""Services that are asked at a time; each may take as long as its time-out."""


def configured() -> list[Finding]:
    """Say which video services are configured; nothing is sent to them."""
    return [
        _not_ready(declared) or ok(_name(declared), f"{declared.label}, ready")
        for declared in registry.declarations()
    ]


def probed() -> list[Finding]:
    """Ask every video service that is configured whether it knows us, which costs nothing."""
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="probe") as threads:
        return list(threads.map(_probed, registry.declarations()))


def _probed(declared: Declaration) -> Finding:
    unready = _not_ready(declared)
    if unready is not None:
        return unready
    try:
        said = registry.provider(declared.id).probe()
    except ProviderError as error:
        return broken(_name(declared), error, _remedy(declared, error))
    return ok(_name(declared), f"{declared.label}, {said}")


def _not_ready(declared: Declaration) -> Finding | None:
    """Return why a service cannot be asked; None when everything that it needs is set."""
    try:
        missing = registry.missing(declared)
    except BadSetting as error:
        return broken(_name(declared), error, f"{declared.label} cannot be used until then.")
    if missing:
        joint = " or " if declared.any_setting else ", "
        return off(_name(declared), "not configured", f"Set {joint.join(missing)}.")
    return None


def _remedy(declared: Declaration, error: ProviderError) -> str:
    names = " and ".join(declared.settings)
    if error.kind is ErrorKind.RETRYABLE:
        return f"Try again later. If it stays so, check {names}, and what its address is set to."
    if error.kind is ErrorKind.QUOTA:
        return f"Add credit to the account that {names} belongs to."
    return f"Check {names}; the log has what {declared.label} answered."


def _name(declared: Declaration) -> str:
    return f"provider {declared.id}"
