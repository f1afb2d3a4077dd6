"""How large a file may be that strangers bring, and how large what is kept of it."""

from videos.spec import AssetKind

_MEGA = 1_000_000

BYTES = {
    AssetKind.IMAGE: 60 * _MEGA,
    AssetKind.CLIP: 500 * _MEGA,
    AssetKind.LOGO: 20 * _MEGA,
    AssetKind.MUSIC: 200 * _MEGA,
    AssetKind.RECORDING: 200 * _MEGA,
}
"""Of the file that is brought. Footage may be either kind, so the larger limit is tried last."""
FOOTAGE = frozenset({AssetKind.IMAGE, AssetKind.CLIP})
SOUNDS = frozenset({AssetKind.MUSIC, AssetKind.RECORDING})

IMAGE_PIXELS = 50 * _MEGA
"""Of an image that must be decoded whole, which takes four bytes a pixel, twice for a moment."""
JPEG_PIXELS = 400 * _MEGA
"""Of a baseline JPEG, which is reduced while it is decoded."""
SMALLEST_SIDE = 120
"""Pixels; less fills no screen."""
SOFT_SIDE = 540
"""Pixels below which a creator is told that the picture will look soft."""
SMALLEST_LOGO = 16

IMAGE_SIDE = 2_880
"""Longest side of a kept image: 1080 lines with room for a slow zoom, in any shape."""
IMAGE_COVER = 1_300
"""Panoramas may be longer, so that their short side still covers."""
LOGO_SIDE = 800

CLIP_SIDES = 8_192
"""Longest side of a clip that is decoded at all."""
CLIP_COVER = (1_920, 1_080)
"""Kept clips are no larger than covers this, on its long and its short side."""
CLIP_RATE = 30
"""Frames a second of a kept clip."""
CLIP_SECONDS = 60
CLIP_GOP = 15
"""Frames from one key frame to the next: what finding any frame costs at most."""
SHORTEST_CLIP = 3
"""Frames; a clip with fewer is an image."""

SOUND_RATE = 48_000
SOUND_SECONDS = 1_200
SHORTEST_SOUND = 0.5
SILENT_PEAK = 0.002
"""Full scale is 1; below this nobody hears anything (-54 dB)."""

MEMORY = 1_200 * _MEGA
"""Bytes of address space of the process that opens a file; libraries take a third of it."""
OUTPUT_BYTES = 600 * _MEGA
INSPECT_SECONDS = 30
PREPARE_SECONDS = 600
