"""A video's page: progress while it is made, then the player; and what can be done with it."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from billing.exceptions import InsufficientTokens
from billing.spending import refunds
from config.logging import request_id
from creator.requests import CreatorRequest, creators_only, own_video
from videos import expiry, jobs, library, plans, progress, queries, sharing, streams
from videos.exceptions import InvalidRequest
from videos.models import Job, Video
from videos.router import Route
from videos.spec import from_json
from videos.states import JobStatus
from videos.storage import delivery, viewers


@login_required
@require_safe
def video(request: CreatorRequest, public_id: str) -> HttpResponse:
    """Show the video as it stands; whoever sees it has read its notice."""
    video = own_video(request, public_id)
    queries.mark_notices_read(request.user.pk, video)
    return render(request, "creator/video.html", context_of(video))


def context_of(video: Video) -> dict[str, object]:
    """Return what the templates of a video show."""
    job = queries.latest_job(video)
    files = queries.artifacts(job)
    return {
        "video": video,
        "job": job,
        "order": job.order,
        "route": from_json(Route, job.route),
        "plan": job.plan,
        "progress": progress.snapshot(job),
        "files": {kind.value: file for kind, file in files.items()},
        "is_ready": job.status == JobStatus.SUCCEEDED and job.files_gone_at is None,
        "files_until": expiry.files_until(job, plans.retention(video.owner_id)),
        "refunds": refunds(job.public_id),
        "link_seconds": settings.MEDIA_LINK_SECONDS if settings.MEDIA_DELIVERY == "direct" else 0,
    }


@login_required
@require_safe
def progress_of(request: CreatorRequest, public_id: str) -> HttpResponse:
    """Return the moving part of the page; once the job is over, the whole of it."""
    context = context_of(own_video(request, public_id))
    job = context["job"]
    if isinstance(job, Job) and job.is_live:
        return render(request, "partials/progress.html", context)
    response = render(request, "partials/job.html", context)
    response["HX-Retarget"], response["HX-Reswap"] = "#job", "outerHTML"
    return response


@creators_only
@require_safe
def file(request: CreatorRequest, public_id: str, name: str) -> HttpResponseBase:
    """Deliver a file of an own video; `?download=1` saves it under the campaign's name."""
    found = viewers.owner(request.user.pk, public_id).file(delivery.KINDS.get(name))
    if found is None:
        raise Http404
    saved_as = delivery.saved_as(request, found.title, name)
    return delivery.deliver(request, found, download_name=saved_as)


@creators_only
@require_safe
def stream(request: CreatorRequest, public_id: str, name: str) -> HttpResponseBase:
    """Serve a playlist or a file of the stream of an own video."""
    return streams.serve(request, viewers.owner(request.user.pk, public_id), name)


@login_required
@require_POST
def cancel(request: CreatorRequest, public_id: str) -> HttpResponse:
    """Stop the job and give its tokens back; a job that is over stays as it is."""
    video = own_video(request, public_id)
    job = queries.latest_job(video)
    if jobs.cancel(job):
        messages.success(request, f"Canceled. {job.price} tokens are back in your wallet.")
    return redirect("video", public_id)


@login_required
@require_POST
def retry(request: CreatorRequest, public_id: str) -> HttpResponse:
    """Make a failed or canceled video again."""
    job = queries.latest_job(own_video(request, public_id))
    # The page knows which job it saw: pressing twice on one page starts one job.
    key = f"retry:{request.POST.get('job', secrets.token_urlsafe(12))[:60]}"
    try:
        jobs.retry(job, idempotency_key=key, request_id=request_id.get())
    except (InsufficientTokens, jobs.TooManyJobs, InvalidRequest) as error:
        messages.error(request, str(error))
    return redirect("video", public_id)


@login_required
@require_POST
def share(request: CreatorRequest, public_id: str) -> HttpResponse:
    """Turn the public page on or off."""
    video = sharing.set_shared(
        own_video(request, public_id), shared=request.POST.get("shared") == "on"
    )
    if getattr(request, "htmx", False):
        return render(request, "partials/share.html", {"video": video})
    return redirect("video", public_id)


@login_required
@require_POST
def rename(request: CreatorRequest, public_id: str) -> HttpResponse:
    """Give the video another name."""
    video = own_video(request, public_id)
    try:
        library.rename(video, request.POST.get("campaign_name", ""))
    except InvalidRequest as error:
        messages.error(request, str(error))
    return redirect("video", public_id)


@login_required
@require_POST
def delete(request: CreatorRequest, public_id: str) -> HttpResponse:
    """Take the video out of the library."""
    video = own_video(request, public_id)
    try:
        library.delete(video)
    except library.StillRunning as error:
        messages.error(request, str(error))
        return redirect("video", public_id)
    messages.success(request, f"“{video.campaign_name}” is deleted.")
    return redirect("library")
