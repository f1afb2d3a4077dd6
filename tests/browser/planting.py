"""Puts a finished video into a running product, whose own workers then make its stream.

Runs in a process of its own, beside the product: `manage.py shell -c`.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from creator.models import User
from tests.delivered import CONTENT
from tests.orders import ORDER
from tests.studio.films import film
from videos.models import Job, Packaging, Video
from videos.quotes import quote
from videos.scripting.planner import plan
from videos.spec import to_json
from videos.states import DELIVERED, ArtifactKind, JobStatus, Stage
from videos.storage import artifacts


def plant(email: str, size: tuple[int, int], seconds: float, rate: int) -> None:
    """Give the creator with this address a delivered video; print its public id."""
    owner = User.objects.get(email=email)
    video = Video.objects.create(
        owner=owner, campaign_name=ORDER.campaign_name, spec=to_json(ORDER), is_shared=True
    )
    job = Job.objects.create(
        video=video,
        owner=owner,
        spec=to_json(ORDER),
        storyboard=to_json(plan(ORDER, ORDER.script)),
        route=to_json(quote(owner.pk, ORDER).route),
        price=50,
        idempotency_key=video.public_id,
        status=JobStatus.SUCCEEDED,
        stage=Stage.STORING,
        progress=100,
        finished_at=timezone.now(),
    )
    with TemporaryDirectory() as folder:
        made = film(Path(folder) / "video.mp4", size=size, seconds=seconds, rate=rate)
        for kind in DELIVERED:
            _store(job, kind, made, size, seconds)
    Packaging.objects.create(job=job)
    sys.stdout.write(f"{video.public_id} {video.share_token}\n")


def _store(job: Job, kind: ArtifactKind, made: Path, size: tuple[int, int], seconds: float) -> None:
    path = made
    if kind is not ArtifactKind.VIDEO:
        path = made.with_name(kind.value)
        path.write_bytes(CONTENT[kind])
    artifact = artifacts.store(job, kind, path)
    if kind is ArtifactKind.VIDEO:
        artifact.width, artifact.height = size
        artifact.duration_seconds = seconds
    artifact.save()
