"""Captions as files: SubRip and WebVTT, with the words as they were written."""

from html import escape

from videos.studio.caption_groups import CaptionGroup, group
from videos.studio.timeline import Timeline


def srt(timeline: Timeline) -> str:
    """Return the captions of `timeline` as SubRip."""
    cues = [
        f"{number}\n{_times(timeline, cue, ',')}\n{cue.text}\n"
        for number, cue in enumerate(group(timeline), start=1)
    ]
    return "\n".join(cues)


def vtt(timeline: Timeline) -> str:
    """Return the captions of `timeline` as WebVTT."""
    cues = [f"{_times(timeline, cue, '.')}\n{_escaped(cue)}\n" for cue in group(timeline)]
    return "\n".join(["WEBVTT\n", *cues])


def _escaped(cue: CaptionGroup) -> str:
    return escape(cue.text, quote=False)


def _times(timeline: Timeline, cue: CaptionGroup, mark: str) -> str:
    start = timeline.start_of(cue.shot)
    return f"{_time(start + cue.start, mark)} --> {_time(start + cue.end, mark)}"


def _time(seconds: float, mark: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{mark}{rest % 1000:03}"
