"""Speaks a storyboard: one audio file per scene, with the time of every written word."""

import wave
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from videos.exceptions import StepFailed
from videos.spec import Storyboard
from videos.studio.narration import session
from videos.studio.narration.engines import Manner, VoiceUnavailable
from videos.studio.narration.pace import missed, speed_towards
from videos.studio.narration.services import LOCAL, Services
from videos.studio.narration.voices import local_for, voice_for
from videos.studio.timeline import Narration, Speech


def narrate(  # noqa: PLR0913 what is said, by whom, where to, and two who listen
    storyboard: Storyboard,
    *,
    voice: str,
    target_seconds: float,
    folder: Path,
    on_progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
    recording: Path | None = None,
    services: Services = LOCAL,
) -> Narration:
    """Speak every scene of `storyboard` into `folder`, or cut the creator's `recording` into them.

    What was spoken before is not spoken again. With `target_seconds` the speed bends, within what
    sounds natural, towards a video of that length; 0 leaves it natural.

    Raises:
        StepFailed: no voice speaks the language, the voice failed, or the recording is not of use.
        Interrupted: `should_stop` said so.
    """
    if recording is not None:
        from videos.studio.narration import recorded

        speeches, notes = recorded.speeches(storyboard, recording, folder, should_stop)
        notes += missed(speeches, target_seconds)
        return _narration(storyboard, recorded.LABEL, folder, speeches, notes)
    speaker, note = voice_for(voice, storyboard.language, services)
    if speaker is None:
        raise StepFailed(
            "No voice of ours speaks this language yet. Write the script in another one, or "
            "upload your own recording of it.",
            retryable=False,
            code="language",
        )
    manner = Manner(
        voice=speaker, language=storyboard.language, services=services, should_stop=should_stop
    )
    speaking = _Speaking(storyboard, folder, target_seconds, on_progress)
    return speaking.fallback(manner, [note] if note else [])


def presented(
    storyboard: Storyboard,
    film: Path,
    folder: Path,
    should_stop: Callable[[], bool],
    *,
    label: str,
) -> Narration:
    """Cut the sound of a `film` in which somebody speaks the whole script into its scenes.

    Raises:
        StepFailed: it cannot be followed, because it does not say the script.
        Interrupted: `should_stop` said so.
    """
    from videos.studio.narration import recorded

    speeches = recorded.filmed(storyboard, film, folder, should_stop)
    starts = accumulate((speech.seconds for speech in speeches[:-1]), initial=0.0)
    spoken = _narration(storyboard, label, folder, speeches, [])
    return replace(spoken, starts=tuple(starts))


class _Speaking:
    """One order to speak, whoever speaks it in the end."""

    def __init__(
        self,
        storyboard: Storyboard,
        folder: Path,
        target: float,
        on_progress: Callable[[int, int], None],
    ) -> None:
        self.storyboard, self.folder, self.target = storyboard, folder, target
        self.on_progress = on_progress

    def fallback(self, manner: Manner, notes: list[str]) -> Narration:
        """Speak with the voice of `manner`; with one of this machine when a vendor's cannot."""
        try:
            return self._with(manner, notes)
        except VoiceUnavailable as error:
            local = local_for(manner.language)
            if local is None:
                raise StepFailed(f"{error}.", retryable=False, code=error.code) from error
            note = f"{error}, so {local.label} speaks instead."
            return self._with(replace(manner, voice=local), [*notes, note])

    def _with(self, manner: Manner, notes: list[str]) -> Narration:
        speeches = self._speak(manner)
        if self.target:
            speed = speed_towards(speeches, self.target)
            speeches = self._speak(replace(manner, speed=speed))
            notes = [*notes, *missed(speeches, self.target)]
        return _narration(self.storyboard, manner.voice.label, self.folder, speeches, notes)

    def _speak(self, manner: Manner) -> list[Speech]:
        return session.speak(self.storyboard, manner, self.folder, self.on_progress)


def _narration(
    storyboard: Storyboard, label: str, folder: Path, speeches: list[Speech], notes: list[str]
) -> Narration:
    with wave.open(str(folder / speeches[0].audio), "rb") as file:
        rate = file.getframerate()
    return Narration(
        language=storyboard.language,
        engine=label,
        sample_rate=rate,
        speeches=tuple(speeches),
        notes=tuple(notes),
    )
