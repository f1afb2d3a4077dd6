"""Stage three: from scenes to picture."""

from videos.execution.materials import gather, render_processes
from videos.execution.step import Step


def run(step: Step) -> None:
    """Draw every shot into the workspace; shots drawn before a crash are kept."""
    from videos.studio.farm import render_shots

    render_shots(
        gather(step).timeline,
        step.workspace.path("shots"),
        assets=step.workspace.assets,
        processes=render_processes(),
        on_progress=step.report,
        should_stop=step.should_stop,
    )
