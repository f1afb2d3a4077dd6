"""Stage two: from words to speech with the timing of every word."""

from videos import jobs
from videos.execution.materials import crew, narrate, render_processes
from videos.execution.step import Step
from videos.studio.crew import CORES


def run(step: Step) -> None:
    """Speak every scene, and pass on what the creator should know about the voice."""
    if not step.workspace.path("parts").exists():
        crew().ready(render_processes() or CORES)  # they start while the words are spoken
    narration = narrate(step)
    fresh = [note for note in narration.notes if note not in step.job.notes]
    if fresh:
        jobs.save_notes(step.lease, [*step.job.notes, *fresh])
