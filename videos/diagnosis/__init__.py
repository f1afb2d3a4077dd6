"""What is configured and working, and how to mend what is not: the checks behind `doctor`."""

from videos.diagnosis.finding import Finding, State
from videos.diagnosis.services import broker, database, email, providers, storage, writer
from videos.diagnosis.studio import encoder, fonts, music, shaping, voices

__all__ = ["CHECKS", "Finding", "State"]

CHECKS = (
    encoder,
    fonts,
    shaping,
    voices,
    music,
    database,
    broker,
    storage,
    email,
    writer,
    providers,
)
"""Every check, in the order in which they are shown; each returns findings."""
