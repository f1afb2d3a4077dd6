"""Asks OpenAI's moderation for what it flags in a text, which costs nothing."""

from pydantic import BaseModel, Field, ValidationError

from videos.providers.errors import ErrorKind
from videos.providers.http import Client, Reply, kind_of

MODEL = "omni-moderation-latest"
READ_SECONDS = 30
_NOT_FOUND, _TOO_MANY = 404, 429


class _Result(BaseModel):
    categories: dict[str, bool | None]


class _Answer(BaseModel):
    results: list[_Result] = Field(min_length=1)


def flagged(text: str, *, api_key: str, base_url: str) -> frozenset[str]:
    """Return the categories for which `text` is flagged, as OpenAI names them: "sexual/minors".

    Raises:
        ProviderError: CONFIGURATION when the key is refused or the service has no moderation,
            QUOTA when the account has no credit; else no answer, a refusal, or nonsense.
    """
    client = Client(
        label="OpenAI", base=base_url, headers={"Authorization": f"Bearer {api_key}"},
        secrets=(api_key,), read_seconds=READ_SECONDS,
    )  # fmt: skip
    reply = client.hear("POST", "moderations", json={"model": MODEL, "input": text})
    if not reply.ok:
        raise client.error(_kind(reply), reply)
    try:
        answer = _Answer.model_validate(reply.data)
    except ValidationError as error:
        raise client.nonsense(reply) from error
    return frozenset(
        category for result in answer.results for category, yes in result.categories.items() if yes
    )


def _kind(reply: Reply) -> ErrorKind:
    """Return what a refusal means; an account without credit gets the status of a busy service."""
    if reply.status == _NOT_FOUND:
        return ErrorKind.CONFIGURATION
    if reply.status == _TOO_MANY and "insufficient_quota" in reply.text:
        return ErrorKind.QUOTA
    return kind_of(reply.status)
