"""Deletes everything that a creator has in storage.

Here files go before the rows that name them: nothing shows these any more, and the rows are the
list of what is still to be deleted, whatever happens in between.
"""

from django.core.files.storage import default_storage

from config.types import UserId
from videos.execution.pruning.due import holding
from videos.jobs import ordering, packaging
from videos.models import Artifact, Job, Submission, Upload, UploadSession
from videos.storage import artifacts, sources
from videos.uploads import sessions


def delete_some(owner: UserId, limit: int) -> bool:
    """Delete the files of up to `limit` jobs, and as many uploads; say whether any were there.

    Raises:
        OSError: storage is away; what is left still has its rows.
    """
    _end_sessions(owner)
    jobs = list(Job.objects.filter(holding(), owner=owner).order_by("pk")[:limit])
    for job in jobs:
        _delete_files(job)
    uploads = list(Upload.objects.filter(owner=owner).order_by("pk")[:limit])
    for upload in uploads:
        sources.discard(upload.key)
        upload.delete()
    return bool(jobs or uploads)


def _delete_files(job: Job) -> None:
    packaging.forget(job.pk)  # first: nobody may publish files that would be missed here
    files = list(Artifact.objects.filter(job=job))
    artifacts.discard(files)
    Artifact.objects.filter(pk__in=[file.pk for file in files]).delete()
    for clip in Submission.objects.filter(job=job).exclude(clip="").values_list("clip", flat=True):
        default_storage.delete(clip)
    ordering.forget_clips(job.pk)


def _end_sessions(owner: UserId) -> None:
    """Give up what is on its way, and forget what the files were called."""
    mine = UploadSession.objects.filter(owner=owner)
    for session in mine:
        sessions.abort(session)
    mine.delete()
