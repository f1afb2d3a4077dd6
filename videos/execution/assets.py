"""The creator's own files in a job: fetched from storage and prepared for the studio, once.

An order names files as they came. What the studio draws with is made of them in the scratch folder,
so a plan keeps naming the former, and whoever draws replaces them by the latter.
"""

from dataclasses import replace

from videos.exceptions import Interrupted, StepFailed
from videos.execution.step import Step
from videos.spec import Asset, Storyboard, VideoSpec
from videos.storage import sources
from videos.uploads.using import slots

Prepared = dict[Asset, Asset]
"""From a file as it came to what was made of it."""


def prepare(step: Step) -> Prepared:
    """Return every file of the order as prepared in the workspace, preparing what is missing.

    Raises:
        Unusable: a file turns out to be broken; the sentence names it.
        StepFailed: a file is not in storage any more.
        Interrupted: the step must stop.
    """
    ready = step.workspace.prepared
    for asset in dict.fromkeys(a for assets in slots(step.job.order).values() for a in assets):
        if asset in ready:
            continue
        if step.should_stop():
            raise Interrupted("The work was stopped.")
        ready[asset] = _prepared(step, asset)
        step.workspace.keep_prepared(ready)
    return ready


def in_order(order: VideoSpec, ready: Prepared) -> VideoSpec:
    """Return `order` with its files as prepared."""
    return replace(
        order,
        footage=tuple(ready[asset] for asset in order.footage),
        logo=order.logo and ready[order.logo],
        own_music=order.own_music and ready[order.own_music],
        recording=order.recording and ready[order.recording],
    )


def in_plan(plan: Storyboard, ready: Prepared) -> Storyboard:
    """Return `plan` with its scenes' footage as prepared."""
    scenes = (
        replace(scene, footage=ready[scene.footage]) if scene.footage else scene
        for scene in plan.scenes
    )
    return replace(plan, scenes=tuple(scenes))


def _prepared(step: Step, asset: Asset) -> Asset:
    from videos.studio import intake

    source = step.workspace.path(f"source-{asset.file}")
    try:
        key = sources.key(step.job.owner_id, asset.kind, asset.file)
        sources.fetch(key, source, step.should_stop)
        return intake.prepare(
            source, asset.kind, asset.name, step.workspace.assets, step.should_stop
        )
    except FileNotFoundError as error:
        raise StepFailed(
            f"“{asset.name}” is not there any more. Upload it again and make the video anew.",
            retryable=False,
            code="upload_missing",
        ) from error
    finally:
        source.unlink(missing_ok=True)
