"""Presenters: one film in which somebody speaks the whole script, from a vendor.

It takes the place of the voice and lies behind every scene. Its sound is cut where least is to be
heard and its picture at the same moments, so that scenes laid end to end are the film again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from videos import jobs
from videos.exceptions import StepFailed
from videos.execution.filming import clips, earlier, limits, notes
from videos.execution.filming.route import vendors
from videos.execution.filming.scene import WHOLE, Filming
from videos.execution.step import Step
from videos.jobs import ordering
from videos.models import Submission
from videos.providers.base import Brief, ProviderKind
from videos.providers.errors import permanent
from videos.providers.registry import declaration
from videos.spec import Asset, AssetKind, Layout, Storyboard
from videos.states import SubmissionPhase
from videos.studio.estimate import spoken_seconds
from videos.studio.timeline import Narration

LEAD, TAIL = 0.3, 1.2
"""Seconds of the film before and after a scene's own. The studio plays clips from LEAD on, as
transitions show two scenes at once, and begins anew where less than TAIL is left."""


def run(step: Step, plan: Storyboard) -> timedelta | None:
    """Bring the film closer; return when to come back, None when it is there or will not be.

    Raises:
        Interrupted: the step must stop.
    """
    route = vendors(step.job, ProviderKind.PRESENTER)
    if not route:
        return None
    filming = Filming(
        step=step, route=route, scene=WHOLE, brief=_brief(step, plan), closed=limits.closed(route)
    )
    filming.look()
    earlier.adopt(step.job, [filming])
    due = filming.advance()
    jobs.record_filming(step.lease, done=int(due is None), total=1)
    notes.save(step, notes.told(filming))
    return None if due is None else max(timedelta(seconds=0.5), due - timezone.now())


def film(step: Step) -> tuple[Path, str] | None:
    """Return the film in the workspace and who made it; None when there is none.

    Raises:
        StepFailed: it is not in storage any more.
        Interrupted: the step must stop.
    """
    if not step.is_filmed:
        return None
    order = _order(step)
    if order is None:
        return None
    path = step.workspace.path(f"film-{order.reference}.mp4")
    if not path.exists():
        try:
            clips.copy(order, path, step.should_stop)
        except FileNotFoundError as error:
            raise StepFailed(
                "The film that was made for this video is not there any more. Make it anew.",
                retryable=False,
                code="clip_missing",
            ) from error
    return path, declaration(order.provider).label


def in_plan(step: Step, plan: Storyboard, narration: Narration) -> Storyboard:
    """Return `plan` with its part of the film behind each scene."""
    found = film(step) if narration.starts else None
    if found is None:
        return plan
    scenes = [
        replace(
            scene, footage=_part(step, found[0], start, speech.seconds), layout=Layout.PRESENTER
        )
        for scene, start, speech in zip(
            plan.scenes, narration.starts, narration.speeches, strict=True
        )
    ]
    return replace(plan, scenes=tuple(scenes))


def _brief(step: Step, plan: Storyboard) -> Brief:
    script = " ".join(scene.narration for scene in plan.scenes)
    return Brief(
        reference="",
        prompt=script,
        aspect=step.job.order.aspect,
        seconds=round(spoken_seconds(script, plan.language), 1),
        language=plan.language,
        voice=_voice(step.job.order.voice),
    )


def _voice(wanted: str) -> str:
    """Return "female" or "male" when the creator's voice says so, else "auto"."""
    words: Sequence[str] = wanted.replace("-", "_").split("_")
    return next((word for word in words if word in {"female", "male"}), "auto")


def _order(step: Step) -> Submission | None:
    rows = Submission.objects.filter(job=step.job, scene=WHOLE, phase=SubmissionPhase.SUCCEEDED)
    return rows.select_related("job").first()


def reject(step: Step) -> None:
    """Give up a film that does not say the script; whoever comes next in the route is asked."""
    order = _order(step)
    if order is not None:
        label = declaration(order.provider).label
        ordering.reject(order, permanent(f"{label} did not speak the script as it is written."))


def _part(step: Step, path: Path, start: float, seconds: float) -> Asset:
    """Return the part of the film that is seen in a scene, prepared for the studio."""
    from videos.studio import intake

    known = Asset(kind=AssetKind.CLIP, file=f"{path.stem}-{start:.3f}.mp4", name="The film")
    ready = step.workspace.prepared
    if known not in ready:
        window = intake.Window(start - LEAD, LEAD + seconds + TAIL)
        ready[known] = intake.prepare(
            path, AssetKind.CLIP, known.name, step.workspace.assets, step.should_stop,
            window=window,
        )  # fmt: skip
        step.workspace.keep_prepared(ready)
    return ready[known]
