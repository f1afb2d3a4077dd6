"""What is found out about a file, and the error when it cannot be used."""

from dataclasses import dataclass

from videos.exceptions import ReelsmithError
from videos.spec import AssetKind


class Unusable(ReelsmithError):
    """A creator's file cannot go into a video; the sentence names it, what is wrong, the remedy."""

    code = "unusable_file"


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a clip: the second at which it begins, and for how many it lasts.

    One that begins before the clip does stands still on its first picture until then.
    """

    start: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a file is, whatever its name says."""

    kind: AssetKind
    """What it turned out to be: an animated picture is a CLIP, a clip of one frame an IMAGE."""
    form: str
    """How it is stored, for people: "JPEG", "h264", "SVG"."""
    width: int = 0
    """Pixels as people see it, after turning; 0 for sound."""
    height: int = 0
    seconds: float = 0.0
    """Length of a clip or a sound, 0 when the file does not say."""
    note: str = ""
    """A sentence for the creator when less is used than was brought, else empty."""
