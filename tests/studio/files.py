"""Files such as creators bring, made on the spot: pictures, films and sounds, good and bad."""

import struct
import wave
import zlib
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageFilter

RGB = tuple[int, int, int]
_TICKS = 1000
_PAINTED = 1000


def photo(width: int, height: int, seed: int = 1) -> Image.Image:
    """Return something like a landscape: a sky, hills, and a bright thing off the middle."""
    if max(width, height) > _PAINTED:
        small = photo(width // 4, height // 4, seed)
        return small.resize((width, height), Image.Resampling.BICUBIC)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x / width, y / height
    rng = np.random.default_rng(seed)
    sky = np.stack([90 + 130 * y, 140 + 80 * y, 220 - 40 * y], -1)
    for layer in range(3):
        phase = rng.random(3) * 6
        crest = 0.45 + 0.15 * layer + 0.08 * np.sin(6 * x + phase[0]) * np.sin(15 * x + phase[1])
        hill = np.array([30 + 20 * layer, 90 - 22 * layer, 60 - 14 * layer], np.float32)
        sky = np.where((y > crest)[..., None], hill * (0.7 + 0.5 * y[..., None]), sky)
    sun = np.exp(-(((x - 0.72) * width / height) ** 2 + (y - 0.3) ** 2) / 0.006)
    picture = sky + sun[..., None] * np.array([255, 220, 120], np.float32)
    picture += rng.normal(0, 6, (height, width, 1))
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))


def plain(width: int, height: int, colour: RGB) -> Image.Image:
    """Return a picture of one colour."""
    return Image.new("RGB", (width, height), colour)


def busy(width: int, height: int, seed: int = 3) -> Image.Image:
    """Return black and white blotches, the worst ground for words."""
    rng = np.random.default_rng(seed)
    grain = Image.fromarray((rng.random((height, width)) * 255).astype(np.uint8))
    soft = np.asarray(grain.filter(ImageFilter.GaussianBlur(max(2, width / 160))), np.float32)
    return Image.fromarray(np.where(soft > soft.mean(), 255, 0).astype(np.uint8)).convert("RGB")


def saved(picture: Image.Image, path: Path, form: str, **options: object) -> Path:
    """Save a picture in a form, whatever the path's name says."""
    picture.save(path, form, **options)
    return path


def png_header(path: Path, width: int, height: int) -> Path:
    """Write a PNG that claims a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )
    return path


def cut_short(path: Path, share: float) -> Path:
    """Keep only the first part of a file."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def film(
    path: Path, pictures: Sequence[Image.Image], *, seconds: Sequence[float] = (), rotation: int = 0
) -> Path:
    """Write a film of pictures of one even size, at 25 a second or at `seconds`."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        stream.width, stream.height = pictures[0].size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, _TICKS)
        if rotation:
            stream.set_display_rotation(rotation)
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(np.asarray(picture), "rgb24")
            now = seconds[number] if seconds else number / 25
            frame.pts, frame.time_base = round(now * _TICKS), Fraction(1, _TICKS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def minute(path: Path) -> Path:
    """Write a film of one picture a second: soon made, and long in being prepared."""
    shades = [photo(1920, 1080, seed) for seed in range(3)]
    return film(path, [shades[n % 3] for n in range(60)], seconds=range(60))


def tone(path: Path, *, length: float, level: float = 0.3, rate: int = 44_100) -> Path:
    """Write a sound of 440 Hz as WAV, whatever the path's name says."""
    now = np.arange(round(length * rate)) / rate
    sound = (np.sin(2 * np.pi * 440 * now) * level * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound.tobytes())
    return path
