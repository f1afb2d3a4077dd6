"""Which scripts vendors may see: the table of categories, and a judge who is ill or not there."""

from collections.abc import Iterator

import pytest

from tests.providers.fakes.server import Answer, serving
from tests.scripting.moderator import CATEGORIES, Moderator
from videos.exceptions import StepFailed
from videos.scripting import moderation
from videos.scripting.moderation import RULES, Judgement, ModerationConfig, Verdict, judge

TEXT = "The alarm can wait. The coffee can't."
HERE = Verdict.HERE_ONLY


@pytest.fixture
def moderator() -> Iterator[Moderator]:
    """OpenAI's moderation."""
    moderation._say_once.cache_clear()
    with serving(Moderator) as fake:
        yield fake


def judged(moderator: Moderator, key: str = Moderator.key, path: str = "/v1") -> Judgement:
    return judge(TEXT, ModerationConfig(api_key=key, base_url=moderator.url + path))


def test_every_category_has_a_rule() -> None:
    assert RULES.keys() == set(CATEGORIES)


@pytest.mark.parametrize(
    ("flags", "verdict", "subjects"),
    [
        ([], Verdict.ALLOWED, ()),
        (["violence", "harassment"], Verdict.ALLOWED, ()),
        (["violence", "violence/graphic"], HERE, ("graphic violence",)),
        (["sexual"], HERE, ("sexual content",)),
        (["hate", "hate/threatening"], HERE, ("hate",)),
        (["harassment", "harassment/threatening"], HERE, ("threats",)),
        (["self-harm"], HERE, ("self-harm",)),
        (["self-harm/intent", "self-harm/instructions"], HERE, ("self-harm",)),
        (["illicit", "illicit/violent"], HERE, ("advice on crimes",)),
        (["sexual", "hate"], HERE, ("sexual content", "hate")),
        (["sexual/minors"], Verdict.FORBIDDEN, ("sexual content that involves minors",)),
        (["sexual", "sexual/minors", "hate"], Verdict.FORBIDDEN,
         ("sexual content that involves minors",)),
    ],
)  # fmt: skip
def test_the_worst_that_is_flagged_decides(
    moderator: Moderator, flags: list[str], verdict: Verdict, subjects: tuple[str, ...]
) -> None:
    moderator.flags = set(flags)
    assert judged(moderator) == Judgement(verdict, subjects)
    (request,) = moderator.requests
    assert request.body == {"model": "omni-moderation-latest", "input": TEXT}


def test_what_nobody_has_documented_is_left_to_vendors(moderator: Moderator) -> None:
    categories = {"gossip": True, "hate": False, "illicit": None}
    moderator.other = Answer(200, {"results": [{"categories": categories}]})
    assert judged(moderator) == Judgement()


def test_without_a_key_nothing_is_asked(moderator: Moderator) -> None:
    moderator.flags = {"sexual/minors"}
    assert judged(moderator, key="") == Judgement()
    assert moderator.requests == []


FAILURES = [
    (Answer(429, {}, {"Retry-After": "7"}), True, 7.0),
    (Answer(429, {"error": {"code": "rate_limit_exceeded"}}), True, None),
    (Answer(500, {"error": {"message": "oops"}}), True, None),
    (Answer(503, "upstream", {"Retry-After": "2.5"}), True, 2.5),
    (Answer(cut=True), True, None),
    (Answer(200, "<html>Sign in</html>"), True, None),
    (Answer(200, {"results": []}), True, None),
    (Answer(200, {"results": [{"categories": "none"}]}), True, None),
    (Answer(200, ["no object"]), True, None),
    (Answer(302, "", {"Location": "http://127.0.0.1:9/"}), False, None),
    (Answer(400, {"error": {"message": "too long"}}), False, None),
]


@pytest.mark.parametrize(("answer", "retryable", "wait"), FAILURES)
def test_silence_is_no_consent(
    moderator: Moderator, answer: Answer, retryable: bool, wait: float | None  # noqa: FBT001
) -> None:  # fmt: skip
    moderator.other = answer
    with pytest.raises(StepFailed, match="choose Reelsmith Studio under “Made by”") as caught:
        judged(moderator)
    error = caught.value
    assert (error.code, error.retryable, error.retry_after) == (
        "moderation_service", retryable, wait,
    )  # fmt: skip
    assert len(moderator.requests) == 1, "whether to try again is for the job to decide"


def test_a_judge_who_is_away_is_asked_again_later() -> None:
    with pytest.raises(StepFailed) as caught:
        judge(TEXT, ModerationConfig(api_key="sk-test", base_url="http://127.0.0.1:9/v1"))
    assert caught.value.retryable


@pytest.mark.parametrize(
    ("key", "path", "other", "told"),
    [
        ("sk-wrong", "/v1", None, "401"),
        (Moderator.key, "/v2", None, "404"),
        (Moderator.key, "/v1", Answer(403, {"error": {"message": "no"}}), "403"),
        (Moderator.key, "/v1", Answer(429, {"error": {"code": "insufficient_quota"}}), "429"),
        ("sk-with\na-line", "/v1", None, "nothing"),
    ],
)
def test_a_judge_who_is_not_set_up_is_none_which_is_logged_once(
    moderator: Moderator, caplog: pytest.LogCaptureFixture,
    key: str, path: str, other: Answer | None, told: str,
) -> None:  # fmt: skip
    moderator.other, moderator.flags = other, {"sexual"}
    assert judged(moderator, key, path) == judged(moderator, key, path) == Judgement()
    (said,) = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert f"answered {told}. Check OPENAI_API_KEY" in said
    assert key not in caplog.text


def test_a_key_that_comes_back_is_not_written_down(
    moderator: Moderator, caplog: pytest.LogCaptureFixture
) -> None:
    moderator.other = Answer(500, {"error": {"message": f"Bearer {Moderator.key} is odd"}})
    with pytest.raises(StepFailed):
        judged(moderator)
    assert "is odd" in caplog.text
    assert Moderator.key not in caplog.text
