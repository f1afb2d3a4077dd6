"""Stage five: is it the video that was asked for?"""

import json
import logging

from videos.exceptions import StepFailed
from videos.execution import assembling
from videos.execution.materials import gather
from videos.execution.step import Step
from videos.spec import to_json

log = logging.getLogger(__name__)


def run(step: Step) -> None:
    """Measure the finished file and refuse to deliver one with a fault.

    Raises:
        StepFailed: retryable; the faulty files are removed, so that a retry makes them anew.
    """
    from videos.studio import quality

    timeline = gather(step).timeline
    video = step.workspace.path("video.mp4")
    if not video.exists():
        assembling.run(step)
    report, problems = quality.examine(
        video, timeline, step.workspace.path("parts"), step.should_stop
    )
    if report is None or problems:
        log.error("Job %s made a faulty video: %s", step.job.public_id, " ".join(problems))
        step.workspace.remove()
        raise StepFailed(
            "The finished video did not pass our checks, so we did not deliver it. Try again.",
            retryable=True,
            code="quality",
        )
    step.workspace.path("report.json").write_text(json.dumps(to_json(report)), encoding="utf-8")
    step.report(1, 1)
