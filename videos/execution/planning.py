"""Stage one: from the order to a storyboard."""

from django.conf import settings

from videos import jobs
from videos.estimates import TOPIC_SECONDS
from videos.execution import assets, vetting
from videos.execution.step import Step
from videos.scripting.language import detect
from videos.scripting.planner import plan
from videos.scripting.writer import WriterConfig, write
from videos.spec import Storyboard, VideoSpec


def run(step: Step) -> None:
    """Write the script if only a topic was given, cut it into scenes, store the plan.

    The creator's own files are prepared first: one that cannot be used should end the job before
    anything is spoken or drawn. What is to go to vendors is judged before it is planned.
    """
    order = step.job.order
    assets.prepare(step)
    script = order.script or _written(order)
    if step.is_filmed:
        vetting.vet(step, script)
    storyboard = plan(order, script)
    _note_what_is_left(step, storyboard)
    step.report(1, 1)
    jobs.save_plan(step.lease, storyboard)


def _note_what_is_left(step: Step, plan: Storyboard) -> None:
    scenes, brought = len(plan.scenes), len(step.job.order.footage)
    note = (
        f"There was room for {scenes} of your {brought} images and clips, one in each scene. "
        "A longer script has more scenes."
    )
    if brought > scenes and note not in step.job.notes:
        jobs.save_notes(step.lease, [*step.job.notes, note])


def _written(order: VideoSpec) -> str:
    return write(
        order.topic,
        seconds=order.duration_seconds or TOPIC_SECONDS,
        language=detect(order.topic),
        config=WriterConfig(
            api_key=settings.OPENAI_API_KEY,
            base_url=settings.OPENAI_BASE_URL,
            model=settings.OPENAI_MODEL,
        ),
    )
