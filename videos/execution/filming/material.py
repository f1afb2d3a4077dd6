"""The clips of a job as the studio reads them: fetched from storage and prepared once."""

from dataclasses import replace
from pathlib import Path

from videos.exceptions import Interrupted, StepFailed
from videos.execution.filming import clips
from videos.execution.filming.scene import WHOLE
from videos.execution.step import Step
from videos.models import Submission
from videos.scripting.placing import on_film
from videos.spec import Asset, AssetKind, Storyboard
from videos.states import SubmissionPhase


def in_plan(step: Step, plan: Storyboard) -> Storyboard:
    """Return `plan` with the clips that vendors made behind their scenes.

    Raises:
        StepFailed: a clip is not in storage any more; trying again orders it anew.
        Interrupted: the step must stop.
    """
    if not step.is_filmed:
        return plan
    rows = Submission.objects.filter(
        job=step.job, phase=SubmissionPhase.SUCCEEDED, scene__gte=0
    ).select_related("job")
    filmed = {row.scene: _prepared(step, row) for row in rows}
    scenes = (
        on_film(scene, filmed[scene.index])
        if scene.index in filmed and scene.footage is None
        else scene
        for scene in plan.scenes
    )
    return replace(plan, scenes=tuple(scenes))


def unfilmed(step: Step, plan: Storyboard) -> float:
    """Return which share of what vendors were to make they did not make, 0 to 1."""
    made = Submission.objects.filter(job=step.job, phase=SubmissionPhase.SUCCEEDED)
    scenes = set(made.values_list("scene", flat=True))
    if WHOLE in scenes:
        return 0.0
    wanted = [scene for scene in plan.scenes if scene.footage is None]
    return sum(scene.index not in scenes for scene in wanted) / max(1, len(wanted))


def _prepared(step: Step, order: Submission) -> Asset:
    known = Asset(kind=AssetKind.CLIP, file=order.clip.rpartition("/")[2], name=_name(order))
    ready = step.workspace.prepared
    if known not in ready:
        ready[known] = _prepare(step, order, known)
        step.workspace.keep_prepared(ready)
    return ready[known]


def _prepare(step: Step, order: Submission, known: Asset) -> Asset:
    from videos.studio import intake

    source: Path = step.workspace.path(f"source-{known.file}")
    if step.should_stop():
        raise Interrupted("The work was stopped.")
    try:
        clips.copy(order, source, step.should_stop)
        return intake.prepare(
            source, AssetKind.CLIP, known.name, step.workspace.assets, step.should_stop
        )
    except FileNotFoundError as error:
        raise StepFailed(
            "A clip that was made for this video is not there any more. Make the video anew.",
            retryable=False,
            code="clip_missing",
        ) from error
    finally:
        source.unlink(missing_ok=True)


def _name(order: Submission) -> str:
    return f"The clip of scene {order.scene + 1}"
