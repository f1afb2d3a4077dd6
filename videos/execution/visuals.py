"""Stage three: from scenes to picture."""

from datetime import timedelta

from videos.execution import filming
from videos.execution.materials import crew, gather, kept_parts, render_processes, unfilmed
from videos.execution.step import Step


def run(step: Step) -> timedelta | None:
    """Draw every part into the workspace, but for those that were drawn before and kept.

    What vendors are to film is waited for first: returns for how long, None when all is drawn.
    """
    from videos.studio.farm import render_parts

    if step.is_filmed:
        delay = filming.run(step, unfilmed(step).timeline)
        if delay is not None:
            return delay
    render_parts(
        gather(step).timeline,
        step.workspace.path("parts"),
        assets=step.workspace.assets,
        kept=kept_parts(),
        crew=crew(),
        processes=render_processes(),
        on_progress=step.report,
        should_stop=step.should_stop,
    )
    return None
