"""The studio form: from a script to a job."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from billing.exceptions import InsufficientTokens
from billing.queries import wallet
from config.logging import request_id
from creator.drafts import Draft, blank, repeated, submitted
from creator.requests import CreatorRequest, own_video
from videos import catalog, jobs
from videos.estimates import estimate
from videos.models import Job
from videos.narrators import voices
from videos.spec import VideoSpec


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def studio(request: CreatorRequest) -> HttpResponse:
    """Show the form, or submit it and go to the video's page."""
    if request.method != "POST":
        return _page(request, _draft(request))
    draft = submitted(request.POST)
    order = draft.order()
    if order is None:
        return _page(request, draft, status=422)
    return _submit(request, draft, order)


def _submit(request: CreatorRequest, draft: Draft, order: VideoSpec) -> HttpResponse:
    try:
        job = _job(request, draft, order)
    except InsufficientTokens as error:
        draft.errors = {"tokens": [str(error)]}
        return _page(request, draft, status=402)
    except jobs.TooManyJobs as error:
        draft.errors = {"tokens": [str(error)]}
        return _page(request, draft, status=429)
    return redirect("video", job.video.public_id)


def _job(request: CreatorRequest, draft: Draft, order: VideoSpec) -> Job:
    owner, trace = request.user.pk, request_id.get()
    try:
        return jobs.submit(owner, order, idempotency_key=f"page:{draft.key}", request_id=trace)
    except jobs.IdempotencyConflict:
        # Somebody went back, changed the script and pressed Generate: that is a new order.
        key = f"page:{blank().key}"
        return jobs.submit(owner, order, idempotency_key=key, request_id=trace)


def _draft(request: CreatorRequest) -> Draft:
    source = request.GET.get("from")
    return repeated(own_video(request, source).order) if source else blank()


@login_required
@require_POST
def estimated(request: CreatorRequest) -> HttpResponse:
    """Show what the form as it stands would come to; charges nothing."""
    draft = submitted(request.POST)
    if not getattr(request, "htmx", False):
        return _page(request, draft, judged=True)
    return render(request, "partials/estimate.html", _estimate(request, draft))


def _estimate(request: CreatorRequest, draft: Draft) -> dict[str, object]:
    order = draft.order()
    if order is None:
        return {"estimate": None, "standard_cost": settings.VIDEO_TOKEN_COST}
    found = estimate(order)
    after = wallet(request.user.pk).available - found.tokens
    return {"estimate": found, "balance_after": after, "short_of": max(0, -after)}


def _page(
    request: CreatorRequest, draft: Draft, *, status: int = 200, judged: bool = False
) -> HttpResponse:
    errors = dict(draft.errors)
    context: dict[str, object] = {"draft": draft, **_estimate(request, draft), **_choices()}
    # Working out the estimate judges the draft; a form that nobody sent yet shows no errors.
    draft.errors = draft.errors if judged else errors
    return render(request, "creator/studio.html", context, status=status)


def _choices() -> dict[str, object]:
    return {
        "styles": catalog.STYLES,
        "aspects": catalog.ASPECTS,
        "caption_styles": catalog.CAPTION_STYLES,
        "durations": catalog.DURATIONS,
        "caption_modes": catalog.CAPTION_MODES,
        "voices": voices(),
        "limits": catalog,
        "estimate_url": reverse("estimate"),
    }


def refused_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when a form came from a page that has become too old."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
