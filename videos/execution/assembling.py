"""Stage four: picture, voice and music to one file, with its captions and thumbnail."""

from videos.execution import filming
from videos.execution.materials import (
    crew,
    gather,
    kept_parts,
    plan_of,
    render_processes,
    silent,
)
from videos.execution.step import Step

PARTS = 4
"""Sound, video, thumbnail, captions."""


def run(step: Step) -> None:
    """Leave video.mp4, thumbnail.jpg, captions.srt and captions.vtt in the workspace."""
    from videos.studio import assembly, caption_files, farm, sound

    materials = gather(step)
    timeline, space = materials.timeline, step.workspace
    parts = farm.render_parts(  # all there already, unless another machine drew them
        timeline,
        space.path("parts"),
        assets=space.assets,
        kept=kept_parts(),
        crew=crew(),
        processes=render_processes(),
        on_progress=silent,
        should_stop=step.should_stop,
    )
    heard = sound.made(timeline, space.folder, step.should_stop)
    step.report(1, PARTS)
    assembly.assemble(parts, heard, timeline, space.path("video.mp4"), step.should_stop)
    step.report(2, PARTS)
    space.keep_unfilmed(filming.unfilmed(plan_of(step), materials.plan))
    farm.draw_thumbnail(
        timeline,
        space.path("parts"),
        space.path("thumbnail.jpg"),
        assets=space.assets,
        crew=crew(),
        should_stop=step.should_stop,
    )
    step.report(3, PARTS)
    space.path("captions.srt").write_text(caption_files.srt(timeline), encoding="utf-8")
    space.path("captions.vtt").write_text(caption_files.vtt(timeline), encoding="utf-8")
    step.report(PARTS, PARTS)
