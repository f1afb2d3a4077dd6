"""Speaks a storyboard: one audio file per scene, with the time of every written word."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from videos.exceptions import Interrupted, StepFailed
from videos.spec import Scene, Storyboard, from_json, to_json
from videos.studio.narration.clip import Clip, level, save
from videos.studio.narration.voices import Voice, voice_for
from videos.studio.narration.written import words as written_words
from videos.studio.timeline import FINAL_TAIL, LEAD_IN, TAIL, Narration, Speech, Word

SLOWEST, FASTEST = 0.88, 1.18
"""Speeds between which a voice still sounds natural."""
VERSION = 1
"""Part of every file's name: raise it when the same words would sound otherwise."""


def narrate(
    storyboard: Storyboard,
    *,
    voice: str,
    target_seconds: float,
    folder: Path,
    on_progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
) -> Narration:
    """Speak every scene of `storyboard` into `folder`.

    Files are named by what is said and how, so that what was spoken before is not spoken again.
    With `target_seconds` the speed bends, within what sounds natural, towards a video of that
    length; 0 leaves it natural.

    Raises:
        StepFailed: no voice speaks the language, or the voice failed.
        Interrupted: `should_stop` said so.
    """
    speaker, note = voice_for(voice, storyboard.language)
    if speaker is None:
        raise StepFailed(
            "No voice of ours speaks this language yet. Write the script in another one.",
            retryable=False,
            code="language",
        )
    session = _Session(storyboard, speaker, folder, on_progress, should_stop)
    speeches = session.speak(1.0)
    notes = [note] if note else []
    if target_seconds:
        speed = _speed(speeches, target_seconds)
        notes += _missed(speeches, target_seconds, speed)
        speeches = session.speak(speed)
    return Narration(
        language=storyboard.language,
        engine=speaker.label,
        sample_rate=24_000 if speaker.is_neural else 22_050,
        speeches=tuple(speeches),
        notes=tuple(notes),
    )


class _Session:
    """Speaks one storyboard with one voice."""

    def __init__(
        self,
        storyboard: Storyboard,
        voice: Voice,
        folder: Path,
        on_progress: Callable[[int, int], None],
        should_stop: Callable[[], bool],
    ) -> None:
        self.storyboard, self.voice, self.folder = storyboard, voice, folder
        self.on_progress, self.should_stop = on_progress, should_stop
        folder.mkdir(parents=True, exist_ok=True)

    def speak(self, speed: float) -> list[Speech]:
        total = len(self.storyboard.scenes)
        speeches: list[Speech] = []
        for scene in self.storyboard.scenes:
            if self.should_stop():
                raise Interrupted("The narration was stopped.")
            speeches.append(self._scene(scene, round(speed, 2)))
            self.on_progress(len(speeches), total)
        return speeches

    def _scene(self, scene: Scene, speed: float) -> Speech:
        name = self._name(scene, speed)
        notes = self.folder / f"{name}.json"
        if notes.exists() and (self.folder / f"{name}.wav").exists():
            return from_json(Speech, json.loads(notes.read_text(encoding="utf-8")))
        words = written_words(scene.narration, self.storyboard.language)
        clip = level(_clip(words, self.voice, self.storyboard.language, speed))
        save(clip, self.folder / f"{name}.wav")
        speech = Speech(
            scene=scene.index,
            audio=f"{name}.wav",
            seconds=clip.seconds,
            words=tuple(
                Word(text=text, start=start, end=end)
                for text, (start, end) in zip(words, clip.spans, strict=True)
            ),
        )
        notes.write_text(json.dumps(to_json(speech)), encoding="utf-8")
        return speech

    def _name(self, scene: Scene, speed: float) -> str:
        said = f"{VERSION}|{self.voice.id}|{speed}|{scene.index}|{scene.narration}"
        return f"speech-{hashlib.sha256(said.encode()).hexdigest()[:20]}"


def _clip(words: list[str], voice: Voice, language: str, speed: float) -> Clip:
    if voice.engine == "hibari":
        from videos.studio.narration import hibari_engine

        return hibari_engine.speak(words, speed=speed)
    from videos.studio.narration import espeak_engine

    readings = espeak_engine.readings(words, language)
    return espeak_engine.speak(readings, model=voice.model, speed=speed)


def _margins(count: int) -> float:
    """Seconds of picture around the narration of `count` scenes."""
    return count * LEAD_IN + (count - 1) * TAIL + FINAL_TAIL


def _speed(speeches: list[Speech], target: float) -> float:
    spoken = sum(speech.seconds for speech in speeches)
    room = max(1.0, target - _margins(len(speeches)))
    return min(FASTEST, max(SLOWEST, spoken / room))


def _missed(speeches: list[Speech], target: float, speed: float) -> list[str]:
    length = sum(speech.seconds for speech in speeches) / speed + _margins(len(speeches))
    if abs(length - target) <= max(1.5, 0.1 * target):
        return []
    return [
        f"You asked for {target:.0f} seconds; spoken naturally, this script takes {length:.0f}. "
        f"{'Shorten' if length > target else 'Lengthen'} the script to come closer."
    ]
