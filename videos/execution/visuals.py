"""Stage three: from scenes to picture."""

from videos.execution.materials import crew, gather, kept_parts, render_processes
from videos.execution.step import Step


def run(step: Step) -> None:
    """Draw every part into the workspace, but for those that were drawn before and kept."""
    from videos.studio.farm import render_parts

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
