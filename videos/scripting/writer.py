"""Writes a script when a creator gave only a topic."""

from dataclasses import dataclass

from videos.exceptions import StepFailed
from videos.scripting.writers import offline


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterConfig:
    """Access to the language model; without a key the offline writer writes."""

    api_key: str = ""
    base_url: str = "https://api.openai.com/v1"
    model: str = "gpt-6-luna"


def write(topic: str, *, seconds: int, language: str, config: WriterConfig) -> str:
    """Return a script about `topic` that takes about `seconds` to speak.

    Raises:
        StepFailed: the topic was refused, the service failed, or the offline writer does not write
            the language of the topic.
    """
    if config.api_key:
        from videos.scripting.writers import openai_writer

        return openai_writer.write(
            topic,
            seconds=seconds,
            access=openai_writer.Access(
                api_key=config.api_key, base_url=config.base_url, model=config.model
            ),
        )
    if language != offline.LANGUAGE:
        raise StepFailed(
            "Without a language model we can only write English scripts. "
            "Write the script yourself, and it will be spoken in its own language.",
            retryable=False,
            code="topic_language",
        )
    return offline.write(topic, seconds=seconds)
