"""The wallet: what is there, what is reserved, and where everything went."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from billing import queries as books
from creator.requests import CreatorRequest
from videos.models import Job

PER_PAGE = 50


@login_required
@require_safe
def wallet(request: CreatorRequest) -> HttpResponse:
    """Show balances and a page of the history, linked to the videos that are still there."""
    found = books.transfers(request.user.pk)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    entries = [books.entry(transfer) for transfer in page.object_list]
    jobs = Job.objects.filter(public_id__in={e.job for e in entries if e.job})
    videos = {job.public_id: job.video for job in jobs.select_related("video")}
    context = {
        "page": page,
        "rows": [(entry, videos.get(entry.job)) for entry in entries],
        "standard_cost": settings.VIDEO_TOKEN_COST,
    }
    return render(request, "creator/wallet.html", context)
