"""Brings finished clips home: from the vendor to scratch, looked at, and into our storage at once.

Vendors delete results after an hour or a day, and a scratch folder may be lost at any moment; a
clip that was paid for is safe only in storage.
"""

import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from videos.execution.stowing import stowing
from videos.jobs import ordering
from videos.models import Job, Submission
from videos.providers.base import Progress, Vendor
from videos.providers.errors import ErrorKind, ProviderError, said
from videos.providers.fetching import fetch
from videos.spec import AssetKind
from videos.states import JobStatus
from videos.storage import sources
from videos.storage.putting import put


def take(
    order: Submission, maker: Vendor, progress: Progress, should_stop: Callable[[], bool]
) -> None:
    """Copy the clip of a finished order into our storage, and write that down.

    Raises:
        Expired: the link is not good any more.
        ProviderError: it could not be fetched, or is no clip.
        StepFailed: it could not be stored, and is still with the vendor.
        Interrupted: `should_stop` said so.
    """
    media = progress.media
    if media is None:
        raise _no_clip(maker, "The vendor says that it succeeded, and names no result.")
    label = maker.declaration.label
    arriving = _scratch(order)
    try:
        fetch(media, arriving, label=label, trusted=maker.origins(), should_stop=should_stop)
        seconds = _looked_at(arriving, maker)
        key = _stored(order, arriving)
    finally:
        arriving.unlink(missing_ok=True)
    if not ordering.deliver(order, key, seconds, media, progress.cost_cents):
        default_storage.delete(key)


def copy(order: Submission, target: Path, should_stop: Callable[[], bool]) -> None:
    """Copy a clip from our storage to `target`.

    Raises:
        FileNotFoundError: it is not there any more.
        Interrupted: `should_stop` said so.
    """
    sources.fetch(order.clip, target, should_stop)


def discard(job: Job) -> None:
    """Delete the clips of a delivered job from storage: its video holds what they showed.

    Those of a job that failed stay, for the next try.
    """
    for key in ordering.forget_clips(job.pk):
        default_storage.delete(key)  # where that fails, it lies without a name, which is tidied


def tidy(job: Job) -> None:
    """Delete the clips that a job, which must be over, does not need.

    Besides those of a delivered one, that is what no order names: it was left by workers that died
    while they brought it home.
    """
    if job.status == JobStatus.SUCCEEDED:
        discard(job)
    folder = _folder(job)
    try:
        lying = default_storage.listdir(folder)[1]
    except FileNotFoundError:  # nothing was filmed for it
        return
    named = set(Submission.objects.filter(clip__startswith=folder).values_list("clip", flat=True))
    for name in lying:
        if f"{folder}/{name}" not in named:
            default_storage.delete(f"{folder}/{name}")


def _scratch(order: Submission) -> Path:
    folder: Path = settings.WORK_DIR / order.job.public_id
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"arriving-{order.reference}-{secrets.token_hex(4)}.mp4"


def _looked_at(path: Path, maker: Vendor) -> float:
    """Return the seconds of a clip, which is opened in a process of its own."""
    from videos.studio import intake

    try:
        facts = intake.inspect(path, AssetKind.CLIP, f"The clip of {maker.declaration.label}")
    except intake.Unusable as error:
        raise _no_clip(maker, str(error)) from error
    if facts.kind is not AssetKind.CLIP:
        raise _no_clip(maker, "It is a still picture.")
    return facts.seconds


def _stored(order: Submission, path: Path) -> str:
    key = f"{_folder(order.job)}/{order.reference}-{secrets.token_hex(4)}.mp4"
    with stowing(), path.open("rb") as file:
        return put(key, File(file), "video/mp4")[0]


def _folder(job: Job) -> str:
    return f"clips/{job.public_id}"


def _no_clip(maker: Vendor, evidence: str) -> ProviderError:
    kind = ErrorKind.PERMANENT
    return ProviderError(said(maker.declaration.label, kind), kind=kind, evidence=evidence)
