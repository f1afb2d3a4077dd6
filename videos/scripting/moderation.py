"""Whether a script may be shown to vendors: their rules, as far as a service knows them."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from videos.exceptions import StepFailed
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.http import origin
from videos.scripting import flagging

log = logging.getLogger(__name__)


class Verdict(StrEnum):
    """Who may make what a script says."""

    ALLOWED = "allowed"
    HERE_ONLY = "here_only"  # vendors forbid it, and do not get to see it; the studio draws it
    FORBIDDEN = "forbidden"  # nobody makes this


RULES = {
    # Of each category that is flagged: who may make it, and what people call it. Vendors film
    # fights and quarrels; what has no line here is left to the rules of their own.
    "sexual/minors": (Verdict.FORBIDDEN, "sexual content that involves minors"),
    "sexual": (Verdict.HERE_ONLY, "sexual content"),
    "hate": (Verdict.HERE_ONLY, "hate"),
    "hate/threatening": (Verdict.HERE_ONLY, "hate"),
    "harassment": (Verdict.ALLOWED, "harassment"),
    "harassment/threatening": (Verdict.HERE_ONLY, "threats"),
    "self-harm": (Verdict.HERE_ONLY, "self-harm"),
    "self-harm/intent": (Verdict.HERE_ONLY, "self-harm"),
    "self-harm/instructions": (Verdict.HERE_ONLY, "self-harm"),
    "illicit": (Verdict.HERE_ONLY, "advice on crimes"),
    "illicit/violent": (Verdict.HERE_ONLY, "advice on crimes"),
    "violence": (Verdict.ALLOWED, "violence"),
    "violence/graphic": (Verdict.HERE_ONLY, "graphic violence"),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and what led to it in words that people use."""

    verdict: Verdict = Verdict.ALLOWED
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationConfig:
    """Access to the service that judges; without a key, everything is allowed."""

    api_key: str = ""
    base_url: str = "https://api.openai.com/v1"


def judge(text: str, config: ModerationConfig) -> Judgement:
    """Return who may make `text`.

    A service that refuses the key, or is not there, counts as none: vendors have their own rules.

    Raises:
        StepFailed: the service did not answer as it should; retryable where that may pass.
    """
    if not config.api_key:
        return Judgement()
    try:
        found = flagging.flagged(text, api_key=config.api_key, base_url=config.base_url)
    except ProviderError as error:
        if error.kind in {ErrorKind.CONFIGURATION, ErrorKind.QUOTA}:
            _say_once(origin(config.base_url), error.status)
            return Judgement()
        raise _not_judged(error) from error
    return weigh(found)


def weigh(categories: Collection[str]) -> Judgement:
    """Return what follows on the categories for which a text was flagged: the worst of them."""
    rules = [rule for category, rule in RULES.items() if category in categories]
    for verdict in (Verdict.FORBIDDEN, Verdict.HERE_ONLY):
        subjects = tuple(dict.fromkeys(called for worst, called in rules if worst is verdict))
        if subjects:
            return Judgement(verdict, subjects)
    return Judgement()


@cache
def _say_once(address: str, status: int | None) -> None:
    log.error(
        "Vendors get scripts that nobody judged: moderation at %s answered %s. "
        "Check OPENAI_API_KEY and OPENAI_BASE_URL, or set MODERATION=off.",
        address,
        status or "nothing",
    )


def _not_judged(error: ProviderError) -> StepFailed:
    log.warning("A script was not judged: %s", error.evidence)
    return StepFailed(
        "This script could not be checked against the rules of video services. Try again later, "
        "or choose Reelsmith Studio under “Made by”, which needs no such check.",
        retryable=error.retryable,
        code="moderation_service",
        retry_after=error.retry_after,
    )
