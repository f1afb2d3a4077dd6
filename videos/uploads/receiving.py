"""From a file of a request to an upload, or to a sentence that says why not."""

import hashlib
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import IntegrityError, transaction

from config.types import UserId
from videos.models import Upload
from videos.models.upload import NAME_MAX, NOTE_MAX
from videos.scripting.cleaning import clean_line
from videos.spec import AssetKind
from videos.storage import sources
from videos.studio import intake
from videos.uploads.faults import storage_for
from videos.uploads.limits import TooLarge, kinds_of, largest, refuse_excess
from videos.uploads.media_types import media_type

_readers = BoundedSemaphore(2)
"""Files are read by processes of their own; more at a time would starve the pages."""


def receive(owner: UserId, file: TemporaryUploadedFile, kind: AssetKind) -> tuple[Upload, bool]:
    """Judge and keep a file; return its upload, and whether it is new.

    Footage may be brought as IMAGE or as CLIP: what it is stands in the upload. The same file of
    the same kind again gives the upload that is there.

    Raises:
        TooLarge: the file is.
        StorageFull: the creator keeps too much already.
        Unusable: it is no such thing, or broken.
        StepFailed: reading or keeping it went wrong, through no fault of the file.
    """
    name, path, size = clean_name(file.name or ""), Path(file.temporary_file_path()), file.size or 0
    if size > largest(kind) or path.stat().st_size < size:  # only a part of it was kept
        raise TooLarge(name, largest(kind))
    digest = _digest(path)
    known = Upload.objects.filter(owner_id=owner, sha256=digest, kind__in=kinds_of(kind)).first()
    if known is not None:
        return known, False
    refuse_excess(owner, name, size)
    row = _judged(path, kind, Upload(owner_id=owner, name=name, sha256=digest, size_bytes=size))
    return _kept(row, file)


def clean_name(name: str) -> str:
    """Return what a creator calls a file, safe to show, of at most NAME_MAX characters."""
    stem, dot, suffix = clean_line(name).rpartition(".")
    room = max(0, NAME_MAX - len(dot) - len(suffix))
    return f"{stem[:room]}{dot}{suffix}"[:NAME_MAX].strip() or "File"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _judged(path: Path, kind: AssetKind, row: Upload) -> Upload:
    """Fill in what the file at `path` turns out to be."""
    with _readers:
        facts = intake.inspect(path, kind, row.name)
    if row.size_bytes > (most := settings.UPLOAD_BYTES[facts.kind]):
        raise TooLarge(row.name, most)
    suffix, row.content_type = media_type(facts, row.name)
    row.kind, row.note = facts.kind.value, facts.note[:NOTE_MAX]
    row.width, row.height, row.seconds = facts.width, facts.height, facts.seconds
    row.key = sources.key(row.owner_id, facts.kind, f"{row.sha256}.{suffix}")
    return row


def _kept(row: Upload, file: TemporaryUploadedFile) -> tuple[Upload, bool]:
    # The file comes first: a row without one would break jobs, a file without a row is only
    # found again when the same content comes again.
    _put(row, file)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # Two requests brought the same file at one moment; the other one's row is ours too.
        owner, digest, kind = row.owner_id, row.sha256, row.kind
        return Upload.objects.get(owner_id=owner, sha256=digest, kind=kind), False
    if not sources.is_kept(row.key):
        # It had lain there for a day without a row, and was taken for a leftover just now.
        _put(row, file)
    return row, True


def _put(row: Upload, file: TemporaryUploadedFile) -> None:
    with storage_for(row.name):
        sources.keep(row.key, file, row.content_type)
