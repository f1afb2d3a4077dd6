"""The clips of a job as the studio reads them: fetched from storage and prepared once."""

from dataclasses import replace
from pathlib import Path

from videos.exceptions import Interrupted, StepFailed
from videos.execution.filming import clips
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


def unfilmed(asked: Storyboard, drawn: Storyboard) -> float:
    """Return which share of what vendors were asked to make is not in the video, 0 to 1.

    `asked` is the plan as they were told of it, `drawn` the same with what they made. Orders would
    not do: a clip may come home after the video was drawn without it.
    """
    wanted = {scene.index for scene in asked.scenes if scene.footage is None}
    bare = {scene.index for scene in drawn.scenes if scene.footage is None}
    return len(wanted & bare) / max(1, len(wanted))


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
