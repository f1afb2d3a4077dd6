"""ElevenLabs' voices, which say when each character of the text is spoken."""

import base64
from collections.abc import Sequence

from pydantic import BaseModel, ValidationError

from videos.studio.narration.alignment import timed
from videos.studio.narration.clip import Clip, Samples, join, orderly, trim
from videos.studio.narration.engines import Manner
from videos.studio.narration.vendor import RATE, ask, batches, sound

VERSION = 1
PAUSE = 0.3
SLOWEST, FASTEST = 0.7, 1.2
"""What the service accepts."""


class _Characters(BaseModel):
    characters: list[str]
    character_start_times_seconds: list[float]
    character_end_times_seconds: list[float]


class _Answer(BaseModel):
    audio_base64: str
    alignment: _Characters | None = None


def speak(words: Sequence[str], manner: Manner) -> Clip:
    """Speak the written `words`; see `Engine.speak`."""
    clips = [_batch(part, manner) for part in batches(words)]
    return join(clips, [PAUSE] * (len(clips) - 1) + [0.0])


def _batch(words: Sequence[str], manner: Manner) -> Clip:
    services = manner.services
    account = services.elevenlabs
    is_male = manner.voice.model == "male"
    voice = services.elevenlabs_male if is_male else services.elevenlabs_female
    samples, characters = ask(
        f"{account.url}/v1/text-to-speech/{voice}/with-timestamps?output_format=mp3_44100_128",
        {"xi-api-key": account.key},
        {
            "text": " ".join(words),
            "model_id": account.model,
            "voice_settings": {"speed": min(FASTEST, max(SLOWEST, manner.speed))},
        },
        manner=manner,
        name="ElevenLabs",
        understand=_understood,
    )
    spans = _spans(characters, words, len(samples) / RATE)
    if spans is None:
        return trim(timed(samples, RATE, words, manner.language))
    return trim(Clip(samples, RATE, spans))


def _understood(content: bytes) -> tuple[Samples, _Characters | None]:
    try:
        answer = _Answer.model_validate_json(content)
    except ValidationError as error:
        raise ValueError("the answer is not the documented JSON") from error
    return sound(base64.b64decode(answer.audio_base64)), answer.alignment


def _spans(
    found: _Characters | None, words: Sequence[str], seconds: float
) -> tuple[tuple[float, float], ...] | None:
    """Return the time of each word; None when the characters are not those of the text."""
    if found is None or "".join(found.characters) != " ".join(words):
        return None
    starts, ends = found.character_start_times_seconds, found.character_end_times_seconds
    if not len(starts) == len(ends) == len(found.characters) or max(ends) > seconds + 0.5:
        return None
    # A "character" of theirs may hold several of ours, such as an emoji with its modifiers.
    owners = [i for i, text in enumerate(found.characters) for _ in text]
    spans, place = [], 0
    for word in words:
        spans.append((starts[owners[place]], ends[owners[place + len(word) - 1]]))
        place += len(word) + 1
    return orderly(spans, seconds)
