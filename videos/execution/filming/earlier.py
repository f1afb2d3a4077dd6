"""Clips that an earlier job of the same video was delivered: paid for once, used again."""

from collections.abc import Iterable

from videos.execution.filming.scene import Filming
from videos.jobs import ordering
from videos.models import Job, Submission
from videos.states import SubmissionPhase

_SLACK = 0.5
"""Seconds by which a clip may be shorter than what is wanted now."""


def adopt(job: Job, filmings: Iterable[Filming]) -> None:
    """Give every scene for which nothing was ordered yet the clip that there is of it."""
    fresh = [filming for filming in filmings if not filming.tried]
    if not fresh:
        return
    rows = Submission.objects.filter(job__video=job.video_id, phase=SubmissionPhase.SUCCEEDED)
    there = list(rows.exclude(clip="").exclude(job=job).order_by("-pk"))
    for filming in fresh if there else ():
        known = next((row for row in there if _serves(row, filming)), None)
        if known is not None:
            ordering.adopt(filming.step.lease, filming.scene, known)
            filming.look()


def _serves(row: Submission, filming: Filming) -> bool:
    """Say whether a clip is what a scene asks for."""
    wanted, made = filming.brief, row.brief
    return (
        row.provider in filming.route
        and (made["prompt"], made["aspect"]) == (wanted.prompt, wanted.aspect.value)
        and row.clip_seconds >= wanted.seconds - _SLACK
    )
