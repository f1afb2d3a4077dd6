"""The painter: any frame of a timeline as encoder planes, whatever was drawn before it."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from videos.spec import Layout
from videos.studio import assets as files
from videos.studio import backgrounds, layouts, themes, transitions
from videos.studio.backgrounds import footage
from videos.studio.captions import Captions
from videos.studio.compositor.canvas import Canvas
from videos.studio.geometry import frame_of
from videos.studio.layouts.brief import Brief
from videos.studio.overlays import ProgressBar, brand_layers
from videos.studio.parts import half_of
from videos.studio.stage import Backdrop, Layer, Stage
from videos.studio.timeline import Timeline

Planes = tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8], npt.NDArray[np.uint8]]

_LEAVE_BEFORE_CUT = 0.1


class Painter:
    """Draws frames of one timeline. Holds the stages of at most two neighbouring shots."""

    def __init__(
        self, timeline: Timeline, assets: Path | None = None, *, overlays: bool = True
    ) -> None:
        """`assets` is the folder of the creator's files, for timelines that show any.

        `overlays` says whether captions and the progress bar are drawn over the scenes.
        """
        self.timeline = timeline
        self._assets = assets
        self._logo = files.path_of(timeline.logo, assets) if timeline.logo else None
        self._frame = frame_of(timeline)
        self._theme = themes.theme(timeline.style, timeline.brand_colour)
        self._stages: dict[int, Stage] = {}
        captions = overlays and timeline.burn_captions
        self._captions = Captions(timeline, self._theme) if captions else None
        bar = overlays and timeline.progress_bar
        self._bar = (
            ProgressBar(self._frame, len(timeline.shots), rtl=timeline.is_rtl) if bar else None
        )
        self._other = Canvas.blank(timeline.width, timeline.height)

    def frame(self, number: int) -> Planes:
        """Return Y, U and V of a frame; the arrays are the caller's to keep."""
        canvas = Canvas.blank(self.timeline.width, self.timeline.height)
        self.paint(number, canvas)
        return canvas.planes

    def paint(self, number: int, canvas: Canvas) -> None:
        """Draw a frame on a canvas of the timeline's size.

        Raises:
            IndexError: the timeline has no such frame.
        """
        index = self.shot_at(number)
        self._paint_scenes(number, index, canvas)
        now = (number - self.timeline.shots[index].start) / self.timeline.fps
        if self._bar is not None:
            shot = self.timeline.shots[index]
            passed = (number - shot.start + 1) / shot.length
            self._bar.paint(canvas, self._theme.palette(index), index + passed)
        if self._captions is not None:
            self._captions.paint(canvas, index, now)

    def shot_at(self, number: int) -> int:
        """Return the index of the shot that a frame belongs to."""
        for index, shot in enumerate(self.timeline.shots):
            if shot.start <= number < shot.end:
                return index
        raise IndexError(f"The timeline has no frame {number}.")

    def _paint_scenes(self, number: int, index: int, canvas: Canvas) -> None:
        pair = self._changing(number, index)
        self._evict({index} if pair is None else set(pair[:2]))
        if pair is None:
            self._paint_stage(index, number, canvas)
            return
        before, after, progress = pair
        self._paint_stage(before, number, canvas)
        self._paint_stage(after, number, self._other)
        name = self._transition(before)
        transitions.apply(name, canvas, self._other, progress, rtl=self.timeline.is_rtl)

    def _changing(self, number: int, index: int) -> tuple[int, int, float] | None:
        """Return (old shot, new shot, progress) during a transition."""
        for before in (index - 1, index):
            if not 0 <= before < len(self.timeline.shots) - 1:
                continue
            cut = self.timeline.shots[before].end
            half = half_of(self.timeline, before)
            if cut - half <= number < cut + half:
                return before, before + 1, (number - cut + half + 0.5) / (2 * half)
        return None

    def _transition(self, before: int) -> str:
        """Return how a shot gives way: parts of one film without anything that can be seen."""
        pair = self.timeline.shots[before : before + 2]
        if all(shot.scene.layout is Layout.PRESENTER for shot in pair):
            return transitions.UNSEEN
        return self._theme.transitions[before % len(self._theme.transitions)]

    def _evict(self, needed: set[int]) -> None:
        for index in set(self._stages) - needed:
            del self._stages[index]

    def _paint_stage(self, index: int, number: int, canvas: Canvas) -> None:
        if index not in self._stages:
            self._stages[index] = self.stage(index)
        now = (number - self.timeline.shots[index].start) / self.timeline.fps
        self._stages[index].paint(canvas, now)

    def stage(self, index: int) -> Stage:
        """Compose a shot: its backdrop, its layout's layers and the brand.

        Raises:
            StepFailed: a file of the creator's is missing or cannot be read.
        """
        brief = self.brief(index)
        layers = list(layouts.compose(brief))
        if brief.scene.layout is not Layout.CALL_TO_ACTION:
            layers += brand_layers(brief)
        backdrop, decor = self._ground(brief, index, layers)
        last = index == len(self.timeline.shots) - 1
        leaves = not last and self._transition(index) in transitions.CLEARING
        leave_at = brief.seconds - _LEAVE_BEFORE_CUT if leaves else None
        return Stage(backdrop, [*decor, *layers], leave_at)

    def _ground(
        self, brief: Brief, index: int, layers: list[Layer]
    ) -> tuple[Backdrop, list[Layer]]:
        """Return what lies behind the words: footage alone, or the style's backdrop and decor."""
        if brief.scene.footage is None:
            decor = backgrounds.decor(self._theme, self._frame, index)
            return backgrounds.backdrop(self._theme, self._frame, index), decor
        path = files.path_of(brief.scene.footage, self._assets)
        return footage.backdrop(brief, path, layers), []

    def brief(self, index: int) -> Brief:
        """Return what a shot's layout composes from."""
        timeline, shot = self.timeline, self.timeline.shots[index]
        same = [s for s in timeline.shots[:index] if s.scene.layout is shot.scene.layout]
        return Brief(
            scene=shot.scene, theme=self._theme, palette=self._theme.palette(index),
            frame=self._frame, brand=timeline.brand, language=timeline.language,
            rtl=timeline.is_rtl, variant=len(same),
            seconds=shot.length / timeline.fps, words=shot.words, logo=self._logo,
        )  # fmt: skip
