"""Files that creators bring, made small, and uploads of them."""

import io
import wave
from pathlib import Path

import numpy as np
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from PIL import Image

from creator.models import User
from videos import uploads
from videos.models import Upload
from videos.spec import AssetKind
from videos.storage import sources

_RATE = 8_000


def picture(
    colour: str = "#ff7700", size: tuple[int, int] = (640, 540), form: str = "PNG"
) -> bytes:
    """Return a plain picture."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, form)
    return file.getvalue()


def tone(seconds: float = 1.0) -> bytes:
    """Return a WAV in which something can be heard."""
    wave_form = np.sin(np.arange(int(seconds * _RATE)) * 0.3) * 8_000
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(wave_form.astype("<i2").tobytes())
    return file.getvalue()


def sent(content: bytes, name: str = "harbour.png") -> SimpleUploadedFile:
    """Return a file as a test client sends it."""
    return SimpleUploadedFile(name, content, "application/octet-stream")


def arrived(content: bytes, name: str = "harbour.png") -> TemporaryUploadedFile:
    """Return a file as the server has it after it was streamed to disk."""
    file = TemporaryUploadedFile(name, "application/octet-stream", len(content), None)
    file.write(content)
    file.seek(0)
    return file


def brought(
    owner: User, content: bytes, kind: AssetKind = AssetKind.IMAGE, name: str = "harbour.png"
) -> tuple[Upload, bool]:
    """Bring a file as a request does, which closes it afterwards."""
    with arrived(content, name) as file:
        return uploads.receive(owner.pk, file, kind)


def kept(
    owner: User, kind: AssetKind = AssetKind.IMAGE, name: str = "harbour.png", seconds: float = 0
) -> Upload:
    """Return an upload whose file is in storage; nobody has judged it."""
    digest = f"{Upload.objects.count():064x}"
    key = sources.key(owner.pk, kind, f"{digest}.png")
    content = picture()
    sources.keep(key, ContentFile(content), "application/octet-stream")
    return Upload.objects.create(
        owner=owner, kind=kind, name=name, key=key, sha256=digest, size_bytes=len(content),
        content_type="image/png", width=640, height=540, seconds=seconds,
    )  # fmt: skip


def files() -> list[Path]:
    """Return every file that is kept for creators, and every one that is still arriving."""
    folders = (Path(settings.MEDIA_ROOT, "uploads"), Path(settings.FILE_UPLOAD_TEMP_DIR))
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def nothing_kept() -> bool:
    """Say whether no creator has an upload, in the database or on disk."""
    return not Upload.objects.exists() and not files()
