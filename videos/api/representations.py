"""Rows as the API shows them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from videos import expiry, progress, streams
from videos.filmed import Filming
from videos.models import Artifact, Job, Video
from videos.offers import Offer
from videos.router import Route
from videos.spec import Aspect, from_json
from videos.states import DELIVERED, ArtifactKind
from videos.storage.delivery import link
from videos.studio.streaming.playlists import MASTER

Files = dict[ArtifactKind, Artifact]
_STREAM = (
    ("hls_url", ArtifactKind.STREAM_AUDIO, MASTER),
    ("audio_url", ArtifactKind.AUDIO, "audio.m4a"),
    ("sprite_url", ArtifactKind.SPRITE, "sprite.jpg"),
    ("sprite_vtt_url", ArtifactKind.SPRITE_VTT, "sprite.vtt"),
)
"""Of a field: the kind of file without which it is null, and the name in the stream."""


def video(
    row: Video, job: Job, files: Files, refunded: Mapping[str, int], keep: timedelta | None
) -> dict[str, Any]:
    """Return a video with its current job and links to its files.

    `refunded` has the tokens that were given back, by public id of the job; `keep` is for how long
    the creator's plan keeps files.
    """
    order, film = job.order, files.get(ArtifactKind.VIDEO)
    return {
        "id": row.public_id,
        "campaign_name": row.campaign_name,
        "status": job.status,
        "progress": job.progress,
        "style": order.style,
        "aspect": order.aspect.value,
        "tokens": job.price,
        "refunded_tokens": refunded.get(job.public_id, 0),
        "provider": job.route["provider"],
        "route": route(from_json(Route, job.route)),
        "duration_seconds": film.duration_seconds if film else None,
        "size_bytes": film.size_bytes if film else None,
        "share_url": _share_url(row),
        "created_at": row.created_at,
        "files_until": expiry.files_until(job, keep),
        "files_gone_at": job.files_gone_at,
        "error": _error(job),
        "urls": _urls(files),
        **_stream_urls(files),
    }


def status(row: Video, job: Job, files: Files, seen: progress.Progress) -> dict[str, Any]:
    """Return how far a video is."""
    return {
        "id": row.public_id,
        "job_id": job.public_id,
        "status": job.status,
        "stage": seen.stage.value,
        "progress": seen.percent,
        "stages": [
            {"stage": s.stage.value, "state": s.state.value, "done": s.done, "total": s.total}
            for s in seen.steps
        ],
        "queue_position": seen.queue_position,
        "elapsed_seconds": seen.elapsed_seconds,
        "eta_seconds": seen.eta_seconds,
        "notes": list(seen.notes),
        "filming": _filming(seen.filming),
        "error": _error(job),
        "urls": _urls(files),
    }


def _filming(seen: Filming | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    return {"by": seen.label, "done": seen.done, "total": seen.total}


def route(taken: Route) -> dict[str, Any]:
    """Return who makes a video, who is asked when that fails, and why."""
    return {
        "provider": taken.provider,
        "fallbacks": list(taken.fallbacks),
        "reasons": [candidate.sentence for candidate in taken.present],
    }


def offer(found: Offer, *, for_admin: bool) -> dict[str, Any]:
    """Return a provider; what it needs to be set up is for admins."""
    declared = found.declared
    return {
        "id": declared.id,
        "label": declared.label,
        "kind": declared.kind.value,
        "description": found.line,
        "configured": found.configured,
        "available": not found.obstacle,
        "reason": found.obstacle,
        "aspects": [aspect.value for aspect in Aspect if aspect in declared.aspects],
        "max_seconds": declared.max_seconds,
        "languages": sorted(declared.languages),
        "tokens_per_minute": found.tokens_per_minute,
        "missing": list(found.missing) if for_admin else [],
    }


def _error(job: Job) -> dict[str, str] | None:
    if not job.error_code:
        return None
    return {"code": job.error_code, "message": job.error_message}


def _urls(files: Files) -> dict[str, str | None]:
    return {kind.value: link(files[kind]) if kind in files else None for kind in DELIVERED}


def _stream_urls(files: Files) -> dict[str, str | None]:
    return {
        field: streams.link(files[kind].job_id, name) if kind in files else None
        for field, kind, name in _STREAM
    }


def _share_url(row: Video) -> str | None:
    if not row.is_shared:
        return None
    return settings.SITE_URL + reverse("shared", args=[row.share_token])
