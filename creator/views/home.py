"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from videos import catalog


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the product does."""
    return render(request, "creator/home.html", {"styles": catalog.STYLES})
