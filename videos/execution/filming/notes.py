"""What a creator is told when a scene did not come from whom it was to come from."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from videos import jobs
from videos.execution.step import Step
from videos.providers.registry import declaration
from videos.states import LIVE_SUBMISSION, SubmissionPhase

if TYPE_CHECKING:
    from videos.execution.filming.scene import Filming

_OVER = frozenset(SubmissionPhase) - {*LIVE_SUBMISSION, SubmissionPhase.SUCCEEDED}


def told(filming: "Filming") -> Iterator[str]:
    """Yield sentences about a scene: who filmed it instead, and who is to be credited."""
    if not filming.tried:
        return
    last = filming.tried[-1]
    if last.phase == SubmissionPhase.SUCCEEDED:
        if last.provider != filming.route[0]:
            yield f"{_place(filming)} made by {_label(last.provider)} instead of " + (
                f"{_label(filming.route[0])}."
            )
        if last.credit:
            yield f"{_place(filming)} {last.credit}."
    elif last.phase in _OVER and filming.is_given_up():
        yield f"{_place(filming)} {last.error_message} Our studio drew it instead."


def save(step: Step, sentences: Iterable[str]) -> None:
    """Give the creator the sentences, in the order of the scenes, after what he was told before."""
    told = list(dict.fromkeys(sentences))
    notes = [note for note in step.job.notes if note not in told] + told
    if notes != step.job.notes:
        jobs.save_notes(step.lease, notes)
        step.job.notes = notes


def _place(filming: "Filming") -> str:
    return f"Scene {filming.scene + 1}:" if filming.scene >= 0 else "Presenter:"


def _label(provider: str) -> str:
    return declaration(provider).label
