"""The timeline: the storyboard and its narration laid on an integer frame clock.

Every frame of a video is a pure function of a `Timeline` and a frame number. That is what makes
rendering testable, splittable between processes, cacheable and resumable.
"""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import floor
from pathlib import Path

from videos.spec import (
    Aspect,
    Asset,
    CaptionMode,
    CaptionStyle,
    Mood,
    Quality,
    Scene,
    Storyboard,
    VideoSpec,
)
from videos.studio.music.catalogue import choose
from videos.studio.music.grid import Grid, grid

_FULL_SIZE = {
    Aspect.WIDE: (1920, 1080), Aspect.TALL: (1080, 1920), Aspect.SQUARE: (1080, 1080),
    Aspect.PORTRAIT: (1080, 1350), Aspect.CLASSIC: (1440, 1080),
}  # fmt: skip
_PREVIEW_SIZE = {
    Aspect.WIDE: (640, 360), Aspect.TALL: (360, 640), Aspect.SQUARE: (360, 360),
    Aspect.PORTRAIT: (360, 450), Aspect.CLASSIC: (480, 360),
}  # fmt: skip

LEAD_IN = 0.35
"""Seconds of picture before the first word of a scene."""
TAIL = 0.45
"""Seconds of picture after the last word of a scene."""
FINAL_TAIL = 1.4
"""Seconds the last scene stays after its last word, for the call to action to land."""
BEAT_TAIL = 0.3
"""The least that TAIL is where the cut waits for a beat."""
BREATH = 0.2
"""Seconds from the last word of a video to the last chord of its music."""
TRANSITION = 0.5
"""Seconds a transition takes, centred on the cut between two shots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One written word and when it is spoken, in seconds from the start of its clip or shot."""

    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The narration of one scene: an audio file and the timing of each written word in it."""

    scene: int
    audio: str
    """File name of a mono 16-bit WAV in the workspace."""
    seconds: float
    words: tuple[Word, ...]
    """Joining the texts with spaces gives the scene's narration as written (white space aside)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narration:
    """The spoken track: one `Speech` per scene, in order."""

    language: str
    engine: str
    """Which voice spoke, for people: "Hibari Heart (neural)"."""
    sample_rate: int
    speeches: tuple[Speech, ...]
    notes: tuple[str, ...] = ()
    """Sentences the creator should read, such as a fallback to a plainer voice."""
    starts: tuple[float, ...] = ()
    """Where each speech begins in a film whose sound they are: they lie end to end in it, and the
    scenes must, or lips and words would part. Empty for voices, which may wait for the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A scene on the clock: frames `start <= frame < end`, words in seconds of the shot.

    Times count from the shot's own start, so that a shot which moves keeps its pictures.
    """

    scene: Scene
    start: int
    end: int
    words: tuple[Word, ...]
    audio: str
    audio_start: float
    """Second of the shot at which its narration file begins."""

    @property
    def length(self) -> int:
        """Number of frames."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What music there is: a track of the studio's in a mood, or the creator's own."""

    mood: Mood = Mood.AUTO
    own: Asset | None = None
    pulse: int = 0
    """Frames from one place where a cut may fall to the next; 0: the music has no sure beat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Everything needed to draw any frame and mix the sound."""

    title: str
    brand: str
    style: str
    language: str
    is_rtl: bool
    width: int
    height: int
    fps: int
    burn_captions: bool
    caption_style: CaptionStyle = CaptionStyle.PILL
    progress_bar: bool = True
    brand_colour: str = ""
    """Takes the place of the style's accents; "#4a3aff" or empty."""
    logo: Asset | None = None
    score: Score | None
    """None: the voice alone."""
    shots: tuple[Shot, ...]

    @property
    def frames(self) -> int:
        """Number of frames in the video."""
        return self.shots[-1].end

    @property
    def seconds(self) -> float:
        """Length of the video in seconds."""
        return self.frames / self.fps

    def start_of(self, index: int) -> float:
        """Return the second at which a shot begins."""
        return self.shots[index].start / self.fps


def build(
    spec: VideoSpec, storyboard: Storyboard, narration: Narration, assets: Path | None = None
) -> Timeline:
    """Lay the storyboard's scenes end to end, each as long as its narration and its margins.

    With music a scene lasts until the next beat; own music is listened to in the folder `assets`.

    Raises:
        StepFailed: the creator's music cannot be played.
    """
    sizes = _FULL_SIZE if spec.quality is Quality.FULL else _PREVIEW_SIZE
    width, height = sizes[spec.aspect]
    fps = 30 if spec.quality is Quality.FULL else 15
    beats = _beats(spec, storyboard, narration, fps, assets) if spec.music else None
    lay = _filmed if narration.starts else partial(_spoken, beats=beats)
    shots = lay(storyboard, narration, fps)
    return Timeline(
        title=storyboard.title,
        brand=spec.campaign_name,
        style=spec.style,
        language=storyboard.language,
        is_rtl=storyboard.is_rtl,
        width=width,
        height=height,
        fps=fps,
        burn_captions=spec.captions is CaptionMode.BURNED,
        caption_style=spec.caption_style,
        brand_colour=spec.brand_colour,
        progress_bar=spec.progress_bar,
        logo=spec.logo,
        score=_score(spec, beats) if spec.music else None,
        shots=shots,
    )


def _spoken(
    storyboard: Storyboard, narration: Narration, fps: int, *, beats: Grid | None
) -> tuple[Shot, ...]:
    """Lay scenes as long as their words and some air around them."""
    shots: list[Shot] = []
    frame = 0
    for scene, speech in zip(storyboard.scenes, narration.speeches, strict=True):
        is_last = scene.index == len(storyboard.scenes) - 1
        length = _frames(speech.seconds, fps, beats, is_last=is_last)
        shots.append(_shot(scene, speech, start=frame, end=frame + length, lead=LEAD_IN))
        frame += length
    return tuple(shots)


def _filmed(storyboard: Storyboard, narration: Narration, fps: int) -> tuple[Shot, ...]:
    """Lay scenes as they lie in the film whose sound was cut into them."""
    last = narration.starts[-1] + narration.speeches[-1].seconds
    cuts = [floor(second * fps) for second in (*narration.starts, last)]
    return tuple(
        _shot(scene, speech, start=start, end=max(start + 1, end), lead=second - start / fps)
        for scene, speech, second, (start, end) in zip(
            storyboard.scenes, narration.speeches, narration.starts, pairwise(cuts), strict=True
        )
    )


def _score(spec: VideoSpec, beats: Grid | None) -> Score:
    return Score(mood=spec.mood, own=spec.own_music, pulse=beats.pulse if beats else 0)


def _beats(
    spec: VideoSpec, storyboard: Storyboard, narration: Narration, fps: int, assets: Path | None
) -> Grid | None:
    """Return where cuts may fall; None if the music has no beat to keep to."""
    if spec.own_music is None:
        return grid(choose(spec.style, storyboard.title, spec.mood).tempo, fps)
    if assets is None:
        return None
    from videos.studio.music.own import own_grid

    own = spec.own_music
    seconds = sum(LEAD_IN + speech.seconds + TAIL for speech in narration.speeches)
    return own_grid(assets / own.file, own.name, fps, seconds)


def _frames(seconds: float, fps: int, beats: Grid | None, *, is_last: bool) -> int:
    """Return the frames of a scene whose speech takes `seconds`.

    That depends on nothing but the scene's own speech, so that it keeps its pictures when others
    change. Whole pulses add up to whole pulses: every cut of the video is on the beat.
    """
    if beats is None:
        return max(1, round((LEAD_IN + seconds + (FINAL_TAIL if is_last else TAIL)) * fps))
    final = max(FINAL_TAIL, BREATH + beats.closing(fps) / fps)
    return beats.reaching(LEAD_IN + seconds + (final if is_last else BEAT_TAIL), fps)


def _shot(scene: Scene, speech: Speech, *, start: int, end: int, lead: float) -> Shot:
    words = tuple(
        Word(text=word.text, start=lead + word.start, end=lead + word.end) for word in speech.words
    )
    return Shot(
        scene=scene, start=start, end=end, words=words, audio=speech.audio, audio_start=lead
    )
