"""How vendors' voices are asked over HTTP: time-outs, tries, and what each refusal means."""

import io
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import av
import numpy as np
import requests

from videos.exceptions import Interrupted, StepFailed
from videos.studio.narration.clip import Samples
from videos.studio.narration.engines import Manner, VoiceUnavailable

log = logging.getLogger(__name__)

T = TypeVar("T")

CONNECT_SECONDS, READ_SECONDS = 10, 120
TRIES = 3
LONGEST_WAIT_SECONDS = 20.0
"""A vendor that wants us to wait longer gets the job back later instead."""
LONGEST_TEXT = 4_000
"""Characters sent at once; both vendors take a little more."""
RATE = 24_000
"""What all answers are brought to."""
_BUSY = frozenset({408, 409, 425, 429})
_NOT_SET_UP = frozenset({401, 402, 403, 404, 405, 410})
_OUT_OF_MONEY = ("insufficient_quota", "quota_exceeded", "billing", "payment")
_LARGEST_ANSWER = 64_000_000
_HEARD = 0.001


class _Passing(Exception):
    """This try went wrong in a way that may pass after `wait` seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        self.wait = wait
        super().__init__(reason)


def ask(
    url: str,
    headers: dict[str, str],
    body: dict[str, object],
    *,
    manner: Manner,
    name: str,
    understand: Callable[[bytes], T],
) -> T:
    """Return what `understand` makes of the answer to a POST of `body`.

    `understand` raises ValueError for what is not an answer.

    Raises:
        VoiceUnavailable: the vendor refuses the account or the words.
        StepFailed: it is overloaded, silent or sends nonsense, and still was after some tries.
        Interrupted: `manner.should_stop` said so while waiting.
    """
    asked: float | None = None
    for attempt in range(TRIES):
        try:
            return understand(_post(url, headers, body, name))
        except (_Passing, ValueError) as error:
            log.warning("%s: %s", name, error)
            asked = getattr(error, "wait", None)
            wait = 2.0**attempt if asked is None else asked
            if attempt + 1 == TRIES or wait > LONGEST_WAIT_SECONDS:
                break
            _rest(wait, manner.should_stop)
    raise StepFailed(
        f"{name} did not answer as it should. We will try again.",
        retryable=True,
        code="voice",
        retry_after=asked,
    )


def batches(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the words in pieces that a vendor takes at once."""
    first = length = 0
    for index, word in enumerate(words):
        if length + len(word) > LONGEST_TEXT and index > first:
            yield words[first:index]
            first, length = index, 0
        length += len(word) + 1
    yield words[first:]


def sound(content: bytes) -> Samples:
    """Return encoded audio as mono at RATE.

    Raises:
        ValueError: it is no audio, or nothing is to be heard in it.
    """
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    try:
        with av.open(io.BytesIO(content), "r") as container:
            frames = [f for frame in container.decode(audio=0) for f in resampler.resample(frame)]
            frames += resampler.resample(None)
    except (av.FFmpegError, IndexError) as error:
        raise ValueError("the audio cannot be decoded") from error
    samples = np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames] or [_NOTHING])
    if not len(samples) or float(np.abs(samples).max()) < _HEARD:
        raise ValueError("the audio is silent")
    return samples


_NOTHING = np.zeros(0, np.float32)


def _post(url: str, headers: dict[str, str], body: dict[str, object], name: str) -> bytes:
    try:
        with requests.post(
            url, json=body, headers=headers, timeout=(CONNECT_SECONDS, READ_SECONDS), stream=True
        ) as answer:
            content = answer.raw.read(_LARGEST_ANSWER + 1, decode_content=True)
    except (requests.RequestException, OSError) as error:
        raise _Passing(f"no connection: {type(error).__name__}") from error
    if answer.status_code >= 400:  # noqa: PLR2004 an error by HTTP's rules
        raise _refusal(answer, content[:2_000].decode(errors="replace"), name)
    if len(content) > _LARGEST_ANSWER:
        raise _Passing("an answer without end")
    return bytes(content)


def _refusal(answer: requests.Response, text: str, name: str) -> Exception:
    """Return what an error means; the vendor's own words go to the log only."""
    status = answer.status_code
    log.warning("%s answered %s: %s", name, status, text)
    if any(sign in text.lower() for sign in _OUT_OF_MONEY):
        return VoiceUnavailable(f"The account at {name} has nothing left to speak with")
    if status in _BUSY or status >= 500:  # noqa: PLR2004 a server's own fault
        return _Passing(f"busy ({status})", _wished(answer.headers.get("Retry-After", "")))
    if status in _NOT_SET_UP:
        return VoiceUnavailable(f"{name} is not set up correctly on our side")
    return VoiceUnavailable(f"{name} declined to speak this text")


def _wished(retry_after: str) -> float | None:
    """Return the seconds of a Retry-After; a date or nonsense counts as none."""
    return float(retry_after) if retry_after.strip().isdecimal() else None


def _rest(seconds: float, should_stop: Callable[[], bool]) -> None:
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        if should_stop():
            raise Interrupted("The narration was stopped.")
        time.sleep(min(0.25, left))
