"""What keeps a video from being delivered, each as a sentence."""

from collections.abc import Iterator

from videos.studio.caption_groups import group
from videos.studio.captions import Captions
from videos.studio.geometry import frame_of
from videos.studio.quality.report import Report
from videos.studio.themes import theme
from videos.studio.timeline import Timeline

LOUDNESS_TOLERANCE = 1.0
TARGET_LUFS = -14.0
PEAK_LIMIT = -1.0
LONGEST_SILENCE = 4.0
LONGEST_BLACK = 0.5
LONGEST_FROZEN = 1.0
SOUND_SLACK = 0.05
"""Seconds, beside one frame, by which sound and picture may differ in length."""
LARGEST_PICTURE, LARGEST_SOUND = 1.0, 40_000
"""Bytes a second, of the picture for each pixel: many times what the encoders usually need."""

Check = tuple[bool, str]


def problems(report: Report, timeline: Timeline) -> tuple[str, ...]:
    """Return what is wrong with a video that was made from a timeline."""
    return (*faults(report), *_failed(_against_plan(report, timeline)), *_captions(timeline))


def faults(report: Report) -> tuple[str, ...]:
    """Return what is wrong with a video, whatever it was meant to be."""
    return (*_failed(_container(report)), *_failed(_pictures(report)), *_failed(_sounds(report)))


def _failed(checks: Iterator[Check]) -> tuple[str, ...]:
    return tuple(sentence for passed, sentence in checks if not passed)


def _container(report: Report) -> Iterator[Check]:
    kind = (report.codec, report.pixel_format, report.colour)
    yield kind == ("h264", "yuv420p", "bt709"), f"The picture is {', '.join(kind)}."
    yield report.faststart, "The index is not at the start of the file."
    allowed = LARGEST_PICTURE * report.width * report.height + LARGEST_SOUND
    largest = allowed * max(report.seconds, 1)
    yield 0 < report.size_bytes <= largest, f"The file has {report.size_bytes} bytes."
    apart = abs(report.sounds.seconds - report.seconds)
    yield (
        apart <= 1 / report.fps + SOUND_SLACK,
        f"The sound lasts {report.sounds.seconds:.2f} s, the picture {report.seconds:.2f} s.",
    )


def _pictures(report: Report) -> Iterator[Check]:
    seen = report.pictures
    black, frozen = seen.longest_black / report.fps, seen.longest_frozen / report.fps
    yield (
        seen.decoded == report.frames,
        f"Only {seen.decoded} of {report.frames} pictures can be decoded.",
    )
    yield seen.in_order, "Pictures are out of order."
    yield seen.as_drawn, "The pictures are not the ones that were drawn."
    yield black < LONGEST_BLACK, f"The picture is black for {black:.1f} s."
    yield frozen < LONGEST_FROZEN, f"The picture is frozen for {frozen:.1f} s."


def _sounds(report: Report) -> Iterator[Check]:
    heard = report.sounds
    yield (
        abs(heard.loudness - TARGET_LUFS) <= LOUDNESS_TOLERANCE,
        f"The loudness is {heard.loudness} LUFS.",
    )
    yield heard.true_peak <= PEAK_LIMIT, f"The sound peaks at {heard.true_peak} dBTP."
    yield not heard.clipped, f"The sound is clipped {heard.clipped} times."
    yield (
        heard.longest_silence <= LONGEST_SILENCE,
        f"The sound is silent for {heard.longest_silence} s.",
    )


def _against_plan(report: Report, timeline: Timeline) -> Iterator[Check]:
    yield report.frames == timeline.frames, f"{report.frames} frames, not {timeline.frames}."
    yield (
        (report.width, report.height) == (timeline.width, timeline.height),
        f"The picture is {report.width}x{report.height}.",
    )


def _captions(timeline: Timeline) -> tuple[str, ...]:
    """Return words that no caption shows, and captions that do not fit their band."""
    groups = group(timeline)
    shown = "".join(one.text for one in groups).split()
    spoken = "".join(word.text for shot in timeline.shots for word in shot.words).split()
    found = [] if "".join(shown) == "".join(spoken) else ["Captions do not show every word."]
    if timeline.burn_captions:
        look = theme(timeline.style, timeline.brand_colour)
        captions, band = Captions(timeline, look), frame_of(timeline).caption_band
        outside = [
            one.text for one in groups
            if (block := captions.block(one)).height > band.height or block.width > band.width
        ]  # fmt: skip
        found += [f"The caption “{text}” does not fit." for text in outside]
    return tuple(found)
