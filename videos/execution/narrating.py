"""Stage two: from words to speech with the timing of every word."""

from videos import jobs
from videos.execution.materials import narrate
from videos.execution.step import Step


def run(step: Step) -> None:
    """Speak every scene, and pass on what the creator should know about the voice."""
    narration = narrate(step)
    fresh = [note for note in narration.notes if note not in step.job.notes]
    if fresh:
        jobs.save_notes(step.lease, [*step.job.notes, *fresh])
