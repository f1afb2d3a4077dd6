"""What a creator can choose from: styles, aspects, durations and the limits of a script. Pure."""

from dataclasses import dataclass

from videos.spec import Aspect, CaptionMode, CaptionStyle, Mood

SCRIPT_MIN = 20
SCRIPT_MAX = 10_000
TOPIC_MIN = 3
TOPIC_MAX = 300
CAMPAIGN_MAX = 80
FOOTAGE_MAX = 40
"""Images and clips in one video."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One entry of a catalogue: its id in the API, and what people read."""

    id: str
    label: str
    description: str


STYLES = (
    Choice(id="aurora", label="Aurora", description="Deep colour, drifting light, bold sans."),
    Choice(id="daylight", label="Daylight", description="Warm paper, soft shapes, friendly."),
    Choice(id="editorial", label="Editorial", description="A magazine page: serif, calm, precise."),
    Choice(id="neon", label="Neon", description="Black stage, electric accents, fast cuts."),
    Choice(id="pop", label="Pop", description="Loud flat colour, thick ink, hard shadows."),
    Choice(id="blueprint", label="Blueprint", description="Drawing board: fine lines, exact."),
)

ASPECTS = (
    Choice(id=Aspect.WIDE, label="Wide", description="YouTube, websites, presentations"),
    Choice(id=Aspect.TALL, label="Tall", description="TikTok, Reels, Shorts"),
    Choice(id=Aspect.SQUARE, label="Square", description="Feeds on Instagram and LinkedIn"),
    Choice(id=Aspect.PORTRAIT, label="Portrait", description="Feeds, as large as they allow"),
    Choice(id=Aspect.CLASSIC, label="Classic", description="Slides and older screens"),
)

DURATIONS = (0, 15, 30, 60, 90, 120)
"""Target lengths in seconds; 0 is "as long as the script needs"."""

CAPTION_MODES = (
    Choice(
        id=CaptionMode.BURNED, label="In the picture", description="Karaoke captions, always on"
    ),
    Choice(id=CaptionMode.FILE, label="As files", description="Viewers turn them on"),
    Choice(id=CaptionMode.OFF, label="Off", description="No captions at all"),
)

CAPTION_STYLES = (
    Choice(id=CaptionStyle.PILL, label="Pill", description="The spoken word on a pill"),
    Choice(id=CaptionStyle.OUTLINE, label="Outline", description="Letters with a dark edge"),
    Choice(id=CaptionStyle.BOLD, label="Bold pop", description="Large, the spoken word in colour"),
    Choice(id=CaptionStyle.MINIMAL, label="Minimal", description="Small and quiet"),
)

MOODS = (
    Choice(id=Mood.AUTO, label="From the style", description="The style chooses its music"),
    Choice(id=Mood.CALM, label="Calm", description="Quiet and steady"),
    Choice(id=Mood.ENERGETIC, label="Energetic", description="Fast and driving"),
    Choice(id=Mood.HAPPY, label="Happy", description="Light and bright"),
    Choice(id=Mood.NOSTALGIC, label="Nostalgic", description="Warm and wistful"),
    Choice(id=Mood.TENDER, label="Tender", description="Soft and close"),
)
