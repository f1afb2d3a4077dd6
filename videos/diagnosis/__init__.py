"""What is configured and working, and how to mend what is not: the checks behind `doctor`."""

from videos.diagnosis.files import storage
from videos.diagnosis.finding import Check, Finding, State
from videos.diagnosis.links import links
from videos.diagnosis.services import broker, database, email, moderation, writer
from videos.diagnosis.studio import encoder, fonts, music, shaping, voices
from videos.diagnosis.uploads import uploads
from videos.diagnosis.vendors import configured, probed

__all__ = ["Check", "Finding", "State", "checks"]

_CHECKS: tuple[Check, ...] = (
    encoder,
    fonts,
    shaping,
    voices,
    music,
    database,
    broker,
    storage,
    links,
    uploads,
    email,
    writer,
    moderation,
)


def checks(*, probe: bool = False) -> tuple[Check, ...]:
    """Return every check, in the order in which they are shown.

    Video services are asked only with `probe`; without it, nothing is sent to them.
    """
    return (*_CHECKS, probed if probe else configured)
