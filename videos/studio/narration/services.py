"""What voices may use beyond the studio itself: accounts of vendors, and files on this machine."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Where a vendor's voices are, and how to get in; without a key they are not offered."""

    key: str = field(default="", repr=False)
    url: str
    """Base address, without a slash at its end."""
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything that voices are allowed to use. The default is this machine alone."""

    openai: Account = Account(url="https://api.openai.com/v1", model="gpt-4o-mini-tts")
    elevenlabs: Account = Account(url="https://api.elevenlabs.io", model="eleven_multilingual_v2")
    elevenlabs_female: str = "EXAVITQu4vr4xnSDxMaL"
    elevenlabs_male: str = "JBFqnCBsd6RMkjVDRZzb"
    """Ids of voices in the account; these two are in every account."""
    kokoro_voices: str = ""
    """Path of an .npz with further styles for Kokoro, such as its English voices."""


LOCAL = Services()
"""This machine alone: no vendor, no further files."""
