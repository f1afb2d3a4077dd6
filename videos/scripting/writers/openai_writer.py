"""Writes scripts with OpenAI's Responses API and structured output."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from videos.exceptions import StepFailed

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI

log = logging.getLogger(__name__)

WORDS_PER_SECOND = 2.4
TIMEOUT_SECONDS = 60.0
INSTRUCTIONS = (
    "You write narration for short videos. Write only what is spoken: no stage directions, no "
    "headings, no emoji. Short sentences, active voice, one thought per sentence. Open with a "
    "hook, end with one clear call to action. Invent no facts, figures, names or prices. "
    "Separate scenes by blank lines. Write in the language of the topic."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Where the model is and how to get in."""

    api_key: str
    base_url: str
    model: str


class WrittenScript(BaseModel):
    """What the model must answer with."""

    script: str


def write(topic: str, *, seconds: int, access: Access) -> str:
    """Return a script about `topic` of about `seconds`.

    Raises:
        StepFailed: the topic was refused ("moderation"), the account has a problem
            ("configuration"), or the service did not answer in a usable way (retryable).
    """
    import openai

    client = openai.OpenAI(
        api_key=access.api_key, base_url=access.base_url, max_retries=1, timeout=TIMEOUT_SECONDS
    )
    try:
        return _script_of(_ask(client, access.model, topic, seconds))
    except openai.APIStatusError as error:
        raise _failure(error) from error
    except openai.OpenAIError as error:
        log.warning("The script writer could not be reached: %s", error)
        raise StepFailed(
            "The script writer did not answer. We will try again.", retryable=True, code="writer"
        ) from error


def _ask(client: "OpenAI", model: str, topic: str, seconds: int) -> Any:
    return client.responses.parse(
        model=model,
        instructions=INSTRUCTIONS,
        input=f"Topic: {topic}\nLength: about {round(seconds * WORDS_PER_SECOND)} words.",
        text_format=WrittenScript,
        store=False,
    )


def _script_of(response: Any) -> str:
    for output in response.output:
        for part in getattr(output, "content", []) or []:
            if part.type == "refusal":
                log.info("The script writer refused a topic: %s", part.refusal)
                raise StepFailed(
                    "The script writer declined this topic. Choose another one, or write the "
                    "script yourself.",
                    retryable=False,
                    code="moderation",
                )
    written = response.output_parsed
    if response.status != "completed" or written is None or not written.script.strip():
        raise StepFailed(
            "The script writer stopped half-way. We will try again.", retryable=True, code="writer"
        )
    return str(written.script).strip()


def _failure(error: "APIStatusError") -> StepFailed:
    log.warning("The script writer answered %s: %s", error.status_code, error.code)
    if error.status_code in {401, 403} or error.code == "insufficient_quota":
        return StepFailed(
            "The script writer is not set up correctly on our side. Write the script yourself, or "
            "try again later.",
            retryable=False,
            code="configuration",
        )
    if error.status_code == 400:  # noqa: PLR2004 the request itself was refused
        return StepFailed(
            "The script writer declined this topic. Choose another one, or write the script "
            "yourself.",
            retryable=False,
            code="moderation",
        )
    return StepFailed(
        "The script writer is busy. We will try again.", retryable=True, code="writer"
    )
