"""Notices: what happened while the creator was away."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from creator.requests import CreatorRequest
from videos import queries

PER_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: CreatorRequest) -> HttpResponse:
    """Show a page of notices; POST marks all of them as read."""
    if request.method == "POST":
        queries.mark_notices_read(request.user.pk)
        return redirect("notices")
    found = queries.notices(request.user.pk)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "creator/notices.html", {"page": page})
