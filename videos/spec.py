"""The vocabulary of a video as frozen values: what was asked for, and the plan of its scenes.

Pure: no Django, no I/O. Everything here survives a round trip through JSON (`to_json`,
`from_json`), because a job stores a snapshot of these values and any worker may carry on with it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


class Aspect(StrEnum):
    """The shape of the picture, named as platforms name it."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"
    PORTRAIT = "4:5"
    CLASSIC = "4:3"


class CaptionMode(StrEnum):
    """Where captions appear. The caption files are made in every mode but OFF."""

    BURNED = "burned"
    FILE = "file"
    OFF = "off"


class CaptionStyle(StrEnum):
    """How captions in the picture look."""

    PILL = "pill"
    OUTLINE = "outline"
    BOLD = "bold"
    MINIMAL = "minimal"


class Quality(StrEnum):
    """FULL is 1080 lines at 30 frames a second, PREVIEW 360 lines at 15."""

    FULL = "full"
    PREVIEW = "preview"


class Mood(StrEnum):
    """How the music feels. AUTO leaves it to the style."""

    AUTO = "auto"
    CALM = "calm"
    ENERGETIC = "energetic"
    HAPPY = "happy"
    NOSTALGIC = "nostalgic"
    TENDER = "tender"


class AssetKind(StrEnum):
    """What a file that the creator brings is for."""

    IMAGE = "image"
    CLIP = "clip"
    LOGO = "logo"
    MUSIC = "music"
    RECORDING = "recording"


class Layout(StrEnum):
    """How a scene is designed; chosen by what the scene says."""

    TITLE = "title"
    STATEMENT = "statement"
    QUOTE = "quote"
    NUMBER = "number"
    LIST = "list"
    STEPS = "steps"
    COMPARISON = "comparison"
    QUESTION = "question"
    CALL_TO_ACTION = "call_to_action"
    FOOTAGE = "footage"
    PRESENTER = "presenter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file of the creator's that goes into a video, checked and named by its content."""

    kind: AssetKind
    file: str
    """Its name among the video's assets: the SHA-256 of its bytes and a suffix, "9f2c….jpg"."""
    name: str
    """What the creator calls it, for messages: "holiday.jpg"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoSpec:
    """A validated order for one video: the snapshot a job works from."""

    campaign_name: str
    script: str
    """What is spoken, as the creator wrote it; empty when only a topic was given."""
    topic: str = ""
    """What the video is about; the script writer turns it into a script during planning."""
    provider: str = "auto"
    """Who makes the pictures: a provider's id, or "auto" for the router's choice."""
    style: str = "aurora"
    voice: str = "auto"
    aspect: Aspect = Aspect.WIDE
    duration_seconds: int = 0
    """Target length; 0 means as long as the script needs."""
    captions: CaptionMode = CaptionMode.BURNED
    caption_style: CaptionStyle = CaptionStyle.PILL
    brand_colour: str = ""
    """The creator's own accent, as "#4a3aff"; empty leaves the style its colours."""
    progress_bar: bool = True
    """Whether a thin line along the bottom shows how far the video is."""
    quality: Quality = Quality.FULL
    music: bool = True
    mood: Mood = Mood.AUTO
    """Which of the studio's tracks; of no matter with `own_music` or without `music`."""
    own_music: Asset | None = None
    """Takes the place of the studio's tracks."""
    recording: Asset | None = None
    """The whole script, spoken by the creator; takes the place of `voice`."""
    logo: Asset | None = None
    """Takes the place of the mark that is made from the campaign's initial."""
    footage: tuple[Asset, ...] = ()
    """Images and clips that lie behind the scenes, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The number a NUMBER scene counts up to. `prefix + value + suffix` reads as it was written."""

    value: float
    decimals: int = 0
    grouping: bool = False
    """Whether thousands are grouped ("12,000")."""
    prefix: str = ""
    suffix: str = ""
    separators: str = ",."
    """What groups thousands and what begins the decimals, as the script's language writes them."""
    whole: int = 0
    """What the figure is out of ("4.8 out of 5", "9 in 10"); 0 for nothing."""
    before: str = ""
    """What the figure was before, or what it is compared with, as written: "10 minutes"."""
    growth: float = 1.0
    """How many times the value before it is: 4 for "from 3 to 12", 0.6 for "40 % lighter"."""

    @property
    def is_share(self) -> bool:
        """True for percentages, which are drawn against a whole."""
        if self.growth != 1.0:
            return False
        return self.suffix.strip().startswith("%") and 0 <= self.value <= 100  # noqa: PLR2004


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One scene: what is said, and what is shown while it is said."""

    index: int
    narration: str
    """The written words of the scene, spoken in full and captioned as written."""
    headline: str
    """At most about 60 characters; what the picture says."""
    layout: Layout = Layout.STATEMENT
    kicker: str = ""
    """A short label above the headline; may be empty."""
    accents: tuple[int, ...] = ()
    """Indexes of the headline's words drawn in the accent colour."""
    points: tuple[str, ...] = ()
    """LIST and STEPS: two to five lines. COMPARISON: exactly two."""
    figure: Figure | None = None
    attribution: str = ""
    """QUOTE: who said it."""
    action: str = ""
    """CALL_TO_ACTION: the words on the button."""
    link: str = ""
    """CALL_TO_ACTION: the address under the button, without its scheme."""
    footage: Asset | None = None
    """The image or clip behind the words; None leaves the background to the style."""
    visual_prompt: str = ""
    """What a generative provider should film; the local studio draws the layout instead."""
    search_words: tuple[str, ...] = ()
    """What stock footage is searched by, the most telling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyboard:
    """The ordered plan of a video."""

    title: str
    language: str
    """BCP 47 primary tag of the narration: "en", "ar", "ja"."""
    script: str
    """The full script that the scenes were cut from (written by us when a topic was given)."""
    scenes: tuple[Scene, ...]

    @property
    def is_rtl(self) -> bool:
        """True when the language is written from right to left."""
        return self.language in {"ar", "he", "fa", "ur"}


def to_json(value: object) -> dict[str, Any]:
    """Return `value`, one of this module's dataclasses or one like it, as plain JSON types."""
    dumped: dict[str, Any] = _adapter(type(value)).dump_python(value, mode="json")
    return dumped


def from_json(kind: type[T], data: object) -> T:
    """Rebuild a `kind` from what `to_json` gave.

    Raises:
        pydantic.ValidationError: the data is not a `kind`.
    """
    adapter: TypeAdapter[T] = _adapter(kind)
    return adapter.validate_python(data)


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)
"""What reads and writes a type: building it takes a thousand times as long as using it."""
