"""The library: every video, newest first."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from creator.requests import CreatorRequest
from videos import expiry, queries, usage
from videos.states import JobStatus

PER_PAGE = 24


@login_required
@require_safe
def library(request: CreatorRequest) -> HttpResponse:
    """Show a page of videos, by name and status as the address says."""
    search = request.GET.get("q", "").replace("\0", "").strip()[:100]
    status = request.GET.get("status", "")
    status = status if status in list(JobStatus) else ""
    found = queries.library(request.user.pk, search=search, status=status)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    videos = queries.attach_jobs(page.object_list)
    expiry.attach(request.user.pk, videos)
    context = {
        "page": page,
        "videos": videos,
        "usage": usage.of(request.user.pk),
        "search": search,
        "status": status,
        "statuses": list(JobStatus),
    }
    return render(request, "creator/library.html", context)
