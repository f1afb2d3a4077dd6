"""Which voices can speak on this installation: the settings, as the studio wants them."""

from django.conf import settings

from videos.studio.narration.services import Account, Services
from videos.studio.narration.voices import Voice, available


def services() -> Services:
    """Return what voices may use, from the settings."""
    return Services(
        openai=Account(
            key=settings.OPENAI_API_KEY,
            url=settings.OPENAI_SPEECH_BASE_URL.rstrip("/"),
            model=settings.OPENAI_SPEECH_MODEL,
        ),
        elevenlabs=Account(
            key=settings.ELEVENLABS_API_KEY,
            url=settings.ELEVENLABS_BASE_URL.rstrip("/"),
            model=settings.ELEVENLABS_MODEL,
        ),
        elevenlabs_female=settings.ELEVENLABS_FEMALE_VOICE,
        elevenlabs_male=settings.ELEVENLABS_MALE_VOICE,
        kokoro_voices=settings.KOKORO_VOICES,
    )


def voices() -> tuple[Voice, ...]:
    """Return the voices that a creator can choose from."""
    return available(services())
