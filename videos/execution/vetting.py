"""What may be shown to vendors: asked before anything is planned, let alone ordered."""

from django.conf import settings

from videos import jobs
from videos.exceptions import StepFailed
from videos.execution.step import Step
from videos.router import Route
from videos.scripting.moderation import Judgement, ModerationConfig, Verdict, judge
from videos.spec import from_json


def vet(step: Step, script: str) -> None:
    """See to it that vendors get only what their rules allow: what else there is stays here.

    Raises:
        StepFailed: nobody makes this ("moderation"), or it could not be judged.
        LeaseLost: the job is no longer ours.
    """
    found = judge(script, _config())
    if found.verdict is Verdict.ALLOWED:
        return
    label = from_json(Route, step.job.route).label
    if found.verdict is Verdict.FORBIDDEN:
        raise _refusal(found, label)
    rules = f"The rules of services such as {label} forbid {_listed(found)}"
    jobs.keep_here(step.lease, f"{rules}, so our studio draws this video.")
    step.job.refresh_from_db(fields=["route", "notes"])


def _config() -> ModerationConfig:
    key = "" if settings.MODERATION == "off" else settings.OPENAI_API_KEY
    return ModerationConfig(api_key=key, base_url=settings.OPENAI_BASE_URL)


def _refusal(found: Judgement, label: str) -> StepFailed:
    return StepFailed(
        f"Our rules forbid {_listed(found)}, and this script was taken for that. Nothing was sent "
        f"to {label}. Make a variation of this video with other words.",
        retryable=False,
        code="moderation",
    )


def _listed(found: Judgement) -> str:
    """Return what led to a judgement: "hate, self-harm and threats"."""
    *others, last = found.subjects
    return f"{', '.join(others)} and {last}" if others else last
