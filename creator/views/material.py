"""The creator's own files: brought, listed, looked at, deleted."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from creator.material import SLOTS, slot_of
from creator.requests import CreatorRequest, creators_only, own_upload
from videos import plans, uploads, usage
from videos.exceptions import ReelsmithError
from videos.storage import delivery

PER_PAGE = 24


@login_required
@require_safe
def material(request: CreatorRequest) -> HttpResponse:
    """Show a page of files, newest first, and how much room is left."""
    found = uploads.listed(request.user.pk)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "usage": usage.of(request.user.pk),
        "quota": settings.UPLOAD_QUOTA_BYTES,
        "keep": plans.retention(request.user.pk),
    }
    return render(request, "creator/material.html", context)


@login_required
@require_POST
def bring(request: CreatorRequest, slot: str) -> HttpResponse:
    """Keep one file and return its line in the studio form; or say in a sentence why not."""
    place, file = SLOTS.get(slot), request.FILES.get("file")
    if place is None or not isinstance(file, TemporaryUploadedFile):
        raise Http404
    try:
        upload, _ = uploads.receive(request.user.pk, file, place.kind)
    except (uploads.TooLarge, uploads.StorageFull) as error:
        return HttpResponse(str(error), status=413, content_type="text/plain; charset=utf-8")
    except ReelsmithError as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    return render(
        request, "partials/material_item.html", {"upload": upload, "slot": place}, status=201
    )


@login_required
@require_safe
def line(request: CreatorRequest, slot: str, public_id: str) -> HttpResponse:
    """Return the line in the studio form of a file that came in a session."""
    place, upload = SLOTS.get(slot), own_upload(request, public_id)
    if place is None or place.field != slot_of(upload).field:
        raise Http404
    return render(request, "partials/material_item.html", {"upload": upload, "slot": place})


@creators_only
@require_safe
def file(request: CreatorRequest, public_id: str) -> HttpResponseBase:
    """Show an own file; one that a browser should not open is saved instead."""
    upload = own_upload(request, public_id)
    if upload.is_picture or upload.is_film or upload.is_sound:
        return delivery.deliver(request, upload)
    return delivery.deliver(
        request, upload, download_name=upload.name, content_type="application/octet-stream"
    )


@login_required
@require_POST
def delete(request: CreatorRequest, public_id: str) -> HttpResponse:
    """Delete an own file for good."""
    upload = own_upload(request, public_id)
    try:
        uploads.delete(upload)
    except uploads.InUse as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{upload.name}” is deleted.")
    return redirect("material")
