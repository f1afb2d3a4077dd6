"""Speaks one text with eSpeak NG: a JSON request on standard input, the answer on standard output.

Run as `python -m videos.studio.narration.espeak_worker`. The structures below are those of
`speak_lib.h` of eSpeak NG 1.52.
"""

import base64
import ctypes
import json
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, Union, c_char_p, c_int, c_short, c_uint, c_void_p

SYNCHRONOUS = 2
"""AUDIO_OUTPUT_SYNCHRONOUS: samples come through the callback."""
END_OF_EVENTS, WORD = 0, 1
UTF8 = 1
RATE = 1


class _Id(Union):
    _fields_ = [("number", c_int), ("name", c_char_p), ("string", ctypes.c_char * 8)]


class _Event(Structure):
    _fields_ = [
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", _Id),
    ]


_Callback = CFUNCTYPE(c_int, POINTER(c_short), c_int, POINTER(_Event))


def main() -> None:
    """Answer the request on standard input."""
    request = json.load(sys.stdin)
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(
        SYNCHRONOUS, 0, str(espeakng_loader.get_data_path()).encode(), 0
    )
    samples, events = _speak(library, request)
    answer = {"rate": rate, "pcm": base64.b64encode(samples).decode(), "events": events}
    sys.stdout.write(json.dumps(answer))


def _speak(
    library: ctypes.CDLL, request: dict[str, str | int]
) -> tuple[bytes, list[tuple[int, float]]]:
    """Return 16-bit samples, and (character position, seconds) of each word."""
    samples = bytearray()
    words: list[tuple[int, float]] = []

    def collect(
        chunk: "ctypes._Pointer[c_short]", count: int, events: "ctypes._Pointer[_Event]"
    ) -> int:
        if count > 0:
            samples.extend(ctypes.string_at(chunk, count * 2))
        index = 0
        while events[index].type != END_OF_EVENTS:
            if events[index].type == WORD:
                words.append((events[index].text_position - 1, events[index].audio_position / 1000))
            index += 1
        return 0

    callback = _Callback(collect)
    library.espeak_SetSynthCallback(callback)
    if library.espeak_SetVoiceByName(str(request["voice"]).encode()) != 0:
        raise SystemExit(f"eSpeak NG has no voice {request['voice']!r}.")
    library.espeak_SetParameter(RATE, int(request["rate"]), 0)
    text = str(request["text"]).encode()
    library.espeak_Synth(text, len(text) + 1, 0, 1, 0, UTF8, None, None)
    library.espeak_Synchronize()
    return bytes(samples), words


if __name__ == "__main__":
    main()
