"""API keys: made, shown once, revoked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from creator.requests import CreatorRequest
from videos import api_keys
from videos.exceptions import InvalidRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: CreatorRequest) -> HttpResponse:
    """List the keys; POST makes one and shows it, this once."""
    made, error = "", ""
    if request.method == "POST":
        try:
            made = api_keys.create(request.user.pk, request.POST.get("name", ""))
        except InvalidRequest as refused:
            error = str(refused)
    context = {"keys": api_keys.listed(request.user.pk), "made": made, "error": error}
    response = render(request, "creator/api_keys.html", context, status=422 if error else 200)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def revoke(request: CreatorRequest, pk: int) -> HttpResponse:
    """Make a key worthless at once."""
    if not api_keys.revoke(request.user.pk, pk):
        raise Http404
    messages.success(request, "The key is revoked.")
    return redirect("api_keys")
