"""Stage two: from words to speech with the timing of every word."""

from datetime import timedelta

from videos import jobs
from videos.exceptions import StepFailed
from videos.execution.filming import presenting
from videos.execution.materials import crew, narrate, plan_of, render_processes
from videos.execution.step import Step
from videos.studio.crew import CORES
from videos.studio.timeline import Narration


def run(step: Step) -> timedelta | None:
    """Speak every scene, and pass on what the creator should know about the voice.

    A presenter of a vendor's is waited for first: returns for how long, None when all is spoken.
    """
    if step.is_filmed:
        delay = presenting.run(step, plan_of(step))
        if delay is not None:
            return delay
    if not step.workspace.path("parts").exists():
        crew().ready(render_processes() or CORES)  # they start while the words are spoken
    narration = _spoken(step)
    if narration is None:
        return timedelta()
    fresh = [note for note in narration.notes if note not in step.job.notes]
    if fresh:
        jobs.save_notes(step.lease, [*step.job.notes, *fresh])
    return None


def _spoken(step: Step) -> Narration | None:
    """Return the spoken track; None when a presenter's film does not say the script."""
    try:
        return narrate(step)
    except StepFailed:
        if presenting.film(step) is None:
            raise
        presenting.reject(step)
        return None
