"""Under which media type and suffix a file is kept that was found to be usable."""

from pathlib import PurePath

from videos.spec import AssetKind
from videos.studio.intake import Facts

_IMAGES = {
    "JPEG": ("jpg", "image/jpeg"), "MPO": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"),
    "WEBP": ("webp", "image/webp"), "GIF": ("gif", "image/gif"), "AVIF": ("avif", "image/avif"),
    "TIFF": ("tiff", "image/tiff"), "BMP": ("bmp", "image/bmp"), "SVG": ("svg", "image/svg+xml"),
}  # fmt: skip
_MOVING = {
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm",
    "mkv": "video/x-matroska", "avi": "video/x-msvideo",
}  # fmt: skip
_SOUNDS = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "mp4": "audio/mp4", "aac": "audio/aac",
    "wav": "audio/wav", "flac": "audio/flac", "ogg": "audio/ogg", "oga": "audio/ogg",
    "opus": "audio/ogg", "webm": "audio/webm",
}  # fmt: skip
_UNKNOWN = ("bin", "application/octet-stream")


def media_type(facts: Facts, name: str) -> tuple[str, str]:
    """Return (suffix, media type) of a file.

    Images say in their content what they are. The containers of sound and clips are named by the
    file's suffix if it is a known one: a wrong one is still no more than sound or a clip.
    """
    image = _IMAGES.get(facts.form.removeprefix("animated "))
    if image is not None:
        return image
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    known = _SOUNDS if facts.kind in {AssetKind.MUSIC, AssetKind.RECORDING} else _MOVING
    return (suffix, known[suffix]) if suffix in known else _UNKNOWN
