"""From a script to a storyboard. Pure: the same script always gives the same plan."""

from videos.scripting.cutting import cut
from videos.scripting.designing import Setting, design
from videos.scripting.filming import filmed
from videos.scripting.language import detect
from videos.scripting.placing import place
from videos.spec import Storyboard, VideoSpec


def plan(order: VideoSpec, script: str) -> Storyboard:
    """Return the storyboard of `script`, which is the order's own or was written for its topic.

    Every word of the script is in exactly one scene's narration, in order.
    """
    language = detect(script)
    pieces = cut(script, language)
    scenes = tuple(
        design(
            piece,
            Setting(
                index=index, count=len(pieces), language=language, campaign=order.campaign_name
            ),
        )
        for index, piece in enumerate(pieces)
    )
    title = order.campaign_name
    shown = filmed(scenes, title=title, style=order.style, language=language)
    return Storyboard(
        title=title,
        language=language,
        script=script,
        scenes=place(shown, order.footage),
    )
