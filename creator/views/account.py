"""The account: how one signs in, and leaving for good."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from creator import removal
from creator.forms import LeaveForm
from creator.requests import CreatorRequest
from videos import usage

_TOO_OFTEN = "That was too often. Wait a minute, and try again."


@login_required
@require_safe
def account(request: CreatorRequest) -> HttpResponse:
    """Show the account, with the way out."""
    return _page(request, LeaveForm(user=request.user))


@login_required
@require_POST
def leave(request: CreatorRequest) -> HttpResponse:
    """Delete the account of whoever proves to be its owner; staff ask another admin."""
    if request.user.is_staff:
        return _page(request, LeaveForm(user=request.user), status=403)
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        # Without a look at the password: whoever guesses must not learn anything any more.
        return _page(request, LeaveForm(user=request.user), error=_TOO_OFTEN, status=429)
    form = LeaveForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, form, status=422)
    removal.remove(request.user)
    logout(request)
    messages.success(request, "Your account is deleted. Its files go within minutes.")
    return redirect("home")


def _page(
    request: CreatorRequest, form: LeaveForm, *, error: str = "", status: int = 200
) -> HttpResponse:
    wrong = [error] if error else form.errors.get("proof", [])
    context = {"form": form, "wrong": wrong, "usage": usage.of(request.user.pk)}
    return render(request, "creator/account.html", context, status=status)
