"""OpenAI's voices, and those of any service with the same /audio/speech. No word times come back.

OpenAI itself ends this endpoint on 2027-01-06: it then answers 404, and a local voice speaks.
"""

from collections.abc import Sequence

from videos.studio.narration.alignment import timed
from videos.studio.narration.clip import Clip, join, trim
from videos.studio.narration.engines import Manner
from videos.studio.narration.vendor import RATE, ask, batches, sound

VERSION = 1
PAUSE = 0.3


def speak(words: Sequence[str], manner: Manner) -> Clip:
    """Speak the written `words`; see `Engine.speak`."""
    clips = [_batch(part, manner) for part in batches(words)]
    return join(clips, [PAUSE] * (len(clips) - 1) + [0.0])


def _batch(words: Sequence[str], manner: Manner) -> Clip:
    account = manner.services.openai
    samples = ask(
        f"{account.url}/audio/speech",
        {"Authorization": f"Bearer {account.key}"},
        {
            "model": account.model,
            "voice": manner.voice.model,
            "input": " ".join(words),
            "response_format": "wav",
            "speed": manner.speed,
        },
        manner=manner,
        name="OpenAI",
        understand=sound,
    )
    return trim(timed(samples, RATE, words, manner.language))
