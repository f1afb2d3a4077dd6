"""The creator's own files in the studio form: where each may go, and how it gets there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.conf import settings
from django.utils.datastructures import MultiValueDict

from config.types import UserId
from creator.drafts import SEVERAL, Draft
from videos import uploads
from videos.exceptions import ReelsmithError
from videos.models import Upload
from videos.models.upload import readable_size
from videos.spec import AssetKind

_PICTURES = "image/jpeg,image/png,image/webp,image/avif,image/gif"
_CLIPS = "video/mp4,video/quicktime,video/webm"
_SOUNDS = "audio/*,.mp3,.m4a,.wav,.flac,.ogg,.opus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in a video for own files, as the form shows it."""

    field: str
    kind: AssetKind
    label: str
    does: str
    formats: str
    accept: str
    """What the browser's chooser offers; naming JPEG makes telephones convert their own format."""

    @property
    def is_list(self) -> bool:
        """Whether several files fit, in an order."""
        return self.field == SEVERAL

    @property
    def limit(self) -> str:
        """How large a file may be, for people."""
        most = {kind: readable_size(size) for kind, size in settings.UPLOAD_BYTES.items()}
        if self.is_list:
            return f"Images up to {most[AssetKind.IMAGE]}, clips up to {most[AssetKind.CLIP]}."
        return f"Up to {most[self.kind]}."


SLOTS = {
    "footage": Slot(
        field="footage", kind=AssetKind.IMAGE, label="Images and clips",
        does="Lie behind the scenes, in this order.",
        formats="JPEG, PNG, WebP, AVIF or GIF; MP4, MOV or WebM of up to 60 seconds.",
        accept=f"{_PICTURES},{_CLIPS}",
    ),
    "logo": Slot(
        field="logo", kind=AssetKind.LOGO, label="Logo",
        does="Takes the place of your initial in the video's corner.",
        formats="SVG, or PNG with a transparent ground.",
        accept=f"image/svg+xml,{_PICTURES}",
    ),
    "own_music": Slot(
        field="own_music", kind=AssetKind.MUSIC, label="Music",
        does="Plays under the voice instead of ours. Bring only music that you may use.",
        formats="MP3, M4A, WAV, FLAC or Ogg of up to 20 minutes.",
        accept=_SOUNDS,
    ),
    "recording": Slot(
        field="recording", kind=AssetKind.RECORDING, label="Your own voice",
        does="You, reading the whole script. Captions follow what you say.",
        formats="MP3, M4A, WAV, FLAC or Ogg of up to 20 minutes.",
        accept=_SOUNDS,
    ),
}  # fmt: skip


def bring(owner: UserId, files: "MultiValueDict[str, Any]", draft: Draft) -> None:
    """Keep the files that came with the form and put them into their slots.

    A file that is refused stands in `draft.refused`; the others are attached all the same.
    """
    for slot in SLOTS.values():
        for file in files.getlist(f"{slot.field}_file"):
            try:
                upload, _ = uploads.receive(owner, file, slot.kind)
            except ReelsmithError as error:
                draft.refused.setdefault(slot.field, []).append(str(error))
            else:
                draft.attach(slot.field, upload.public_id)


def shown(owner: UserId, draft: Draft) -> list[tuple[Slot, Sequence[Upload]]]:
    """Return every slot with the uploads in it."""
    known = uploads.chosen(owner, list(chain.from_iterable(draft.material.values())))
    return [
        (slot, [known[one] for one in draft.material.get(slot.field, []) if one in known])
        for slot in SLOTS.values()
    ]


def slot_of(upload: Upload) -> Slot:
    """Return where `upload` may go."""
    footage = upload.kind in {AssetKind.IMAGE, AssetKind.CLIP}
    return next(s for s in SLOTS.values() if s.kind == upload.kind or (footage and s.is_list))
