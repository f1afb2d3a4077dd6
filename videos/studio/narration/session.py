"""Speaks the scenes of one storyboard with one voice, keeping what is spoken already."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from videos.exceptions import Interrupted
from videos.spec import Scene, Storyboard, from_json, to_json
from videos.studio.lifeline import give_back
from videos.studio.narration.clip import Clip, level, save
from videos.studio.narration.engines import Manner, engine_of
from videos.studio.narration.written import words as written_words
from videos.studio.timeline import Speech, Word

VERSION = 2
"""Part of every file's name: raise it when levels or timings of all voices change."""


def speak(
    storyboard: Storyboard, manner: Manner, folder: Path, on_progress: Callable[[int, int], None]
) -> list[Speech]:
    """Return one `Speech` for each scene, its file in `folder`.

    Files are named by what is said and how, not by the scene's place, so that a scene put in
    between leaves the others as they are.

    Raises:
        VoiceUnavailable: see `Engine.speak`.
        StepFailed: likewise.
        Interrupted: `manner.should_stop` said so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    speeches: list[Speech] = []
    for scene in storyboard.scenes:
        if manner.should_stop():
            raise Interrupted("The narration was stopped.")
        speeches.append(replace(_spoken(scene, manner, folder), scene=scene.index))
        on_progress(len(speeches), len(storyboard.scenes))
    give_back()  # what a model worked in
    return speeches


def keep(clip: Clip, words: list[str], *, scene: int, folder: Path, name: str) -> Speech:
    """Write a clip and its word times into `folder`, and return both as a `Speech`."""
    clip = level(clip)
    save(clip, folder / f"{name}.wav")
    spans = zip(words, clip.spans, strict=True)
    speech = Speech(
        scene=scene,
        audio=f"{name}.wav",
        seconds=clip.seconds,
        words=tuple(Word(text=text, start=start, end=end) for text, (start, end) in spans),
    )
    (folder / f"{name}.json").write_text(json.dumps(to_json(speech)), encoding="utf-8")
    return speech


def kept(folder: Path, name: str) -> Speech | None:
    """Return what `keep` put into `folder` under `name`."""
    notes = folder / f"{name}.json"
    if not notes.exists() or not (folder / f"{name}.wav").exists():
        return None
    return from_json(Speech, json.loads(notes.read_text(encoding="utf-8")))


def named(*facts: object) -> str:
    """Return the name of a speech that is determined by `facts`."""
    said = "|".join(str(fact) for fact in (VERSION, *facts))
    return f"speech-{hashlib.sha256(said.encode()).hexdigest()[:20]}"


def _spoken(scene: Scene, manner: Manner, folder: Path) -> Speech:
    voice, engine = manner.voice, engine_of(manner.voice)
    name = named(voice.id, engine.VERSION, manner.speed, manner.language, scene.narration)
    words = written_words(scene.narration, manner.language)
    return kept(folder, name) or keep(
        engine.speak(words, manner), words, scene=scene.index, folder=folder, name=name
    )
