"""One pass over the scenes that vendors film."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.utils import timezone

from videos import jobs
from videos.exceptions import Interrupted
from videos.execution.filming import earlier, limits, notes
from videos.execution.filming.route import vendors
from videos.execution.filming.scene import Filming
from videos.execution.step import Step
from videos.models import Submission
from videos.providers.base import Brief, ProviderKind
from videos.spec import Scene, VideoSpec
from videos.states import SubmissionPhase
from videos.studio.timeline import TRANSITION, Timeline

SOONEST = timedelta(seconds=0.5)


def run(step: Step, timeline: Timeline) -> timedelta | None:
    """Bring every scene of `timeline` closer to its clip.

    Returns when to come back; None when each has its clip or will be drawn here.

    Raises:
        Interrupted: the step must stop.
    """
    route = vendors(step.job, ProviderKind.SCENE_CLIPS)
    if not route:
        return None
    closed = limits.closed(route)
    filmings = [
        Filming(step=step, route=route, scene=scene.index, brief=brief, closed=closed)
        for scene, brief in wanted(step.job.order, timeline)
    ]
    _fill(step, filmings)
    earlier.adopt(step.job, filmings)
    dues: list[datetime] = []
    for filming in filmings:
        if step.should_stop():
            raise Interrupted("The work was stopped.")
        due = filming.advance()
        dues += [due] if due else []
    _tell(step, filmings)
    return max(SOONEST, min(dues) - timezone.now()) if dues else None


def wanted(order: VideoSpec, timeline: Timeline) -> list[tuple[Scene, Brief]]:
    """Return what is to be filmed: every scene without footage of the creator's own."""
    return [
        (shot.scene, _brief(order, timeline, number))
        for number, shot in enumerate(timeline.shots)
        if shot.scene.footage is None
    ]


def _brief(order: VideoSpec, timeline: Timeline, number: int) -> Brief:
    shot = timeline.shots[number]
    return Brief(
        reference="",
        prompt=shot.scene.visual_prompt or f"{shot.scene.headline}. {shot.scene.narration}",
        search_words=shot.scene.search_words,
        aspect=order.aspect,
        seconds=round(shot.length / timeline.fps + TRANSITION, 2),
        language=timeline.language,
    )


def _fill(step: Step, filmings: list[Filming]) -> None:
    """Give each scene what was ordered for it, with one question to the database."""
    rows = defaultdict(list)
    for row in Submission.objects.filter(job=step.job).select_related("job").order_by("number"):
        rows[row.scene].append(row)
    for filming in filmings:
        filming.tried = rows[filming.scene]


def _tell(step: Step, filmings: list[Filming]) -> None:
    """Let the creator know how far filming is, and what did not come as it was chosen."""
    rows = [one.tried[-1] for one in filmings if one.tried]
    there = sum(row.phase == SubmissionPhase.SUCCEEDED for row in rows)
    jobs.record_filming(step.lease, done=there, total=len(filmings))
    notes.save(step, (note for one in filmings for note in notes.told(one)))
