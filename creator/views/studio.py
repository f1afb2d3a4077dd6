"""The studio form: from a script to a job."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from billing.exceptions import InsufficientTokens
from billing.queries import wallet
from config.logging import request_id
from creator import material, sending
from creator.drafts import Draft, blank, repeated, submitted
from creator.requests import CreatorRequest, own_upload, own_video
from videos import catalog, jobs, offers, quotes, uploads
from videos.exceptions import InvalidRequest
from videos.models import Job
from videos.narrators import voices
from videos.spec import VideoSpec

_ARRANGING = {"attach", "move", "remove"}
"""Buttons that change the form's files and ask for nothing else."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sending.may_reach_bucket
def studio(request: CreatorRequest) -> HttpResponse:
    """Show the form, or submit it and go to the video's page."""
    if request.method != "POST":
        return _page(request, _draft(request))
    draft = submitted(request.POST)
    material.bring(request.user.pk, request.FILES, draft)
    order = draft.order(partial(uploads.find, request.user.pk))
    if order is None or draft.errors:
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
    except InvalidRequest as error:  # a file was deleted, or the chosen provider cannot make it
        draft.errors = error.errors
        return _page(request, draft, status=422)
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
    """Return an empty form, one like another video, or one with an own file in its place."""
    if source := request.GET.get("from"):
        return _variation(request, source)
    draft = blank()
    if brought := request.GET.get("with"):
        upload = own_upload(request, brought)
        draft.attach(material.slot_of(upload).field, upload.public_id)
    return draft


def _variation(request: CreatorRequest, source: str) -> Draft:
    order = own_video(request, source).order
    kept = uploads.of_order(request.user.pk, order)
    for slot, assets in uploads.slots(order).items():
        there = {upload.asset.file for upload in kept[slot]}
        for name in dict.fromkeys(asset.name for asset in assets if asset.file not in there):
            messages.warning(request, f"“{name}” was deleted, so it is left out here.")
    ids = {slot: [upload.public_id for upload in found] for slot, found in kept.items()}
    draft = repeated(order, ids)
    if order.provider != "auto" and not offers.is_configured(order.provider):
        draft.values["provider"] = "auto"
        messages.warning(request, "Who made that video is not set up here any more.")
    return draft


@login_required
@require_POST
@sending.may_reach_bucket
def estimated(request: CreatorRequest) -> HttpResponse:
    """Show what the form as it stands would come to; charges nothing.

    Without scripts this is also how files are attached, moved and removed.
    """
    draft = submitted(request.POST)
    if not getattr(request, "htmx", False):
        material.bring(request.user.pk, request.FILES, draft)
        return _page(request, draft, judged=not _ARRANGING & request.POST.keys())
    return render(request, "partials/estimate.html", _estimate(request, draft))


def _estimate(request: CreatorRequest, draft: Draft) -> dict[str, object]:
    owner = request.user.pk
    order = draft.order(partial(uploads.find, owner))
    if order is None:
        return {"estimate": None, "standard_cost": settings.VIDEO_TOKEN_COST}
    try:
        quote = quotes.quote(owner, order)
    except InvalidRequest as error:  # nobody, or not the chosen one, can make it now
        return {"estimate": None, "refusal": str(error)}
    after = wallet(owner).available - quote.estimate.tokens
    return {
        "estimate": quote.estimate,
        "route": quote.route,
        "balance_after": after,
        "short_of": max(0, -after),
    }


def _page(
    request: CreatorRequest, draft: Draft, *, status: int = 200, judged: bool = False
) -> HttpResponse:
    errors = draft.errors or draft.refused
    context: dict[str, object] = {
        "draft": draft,
        "material": material.shown(request.user.pk, draft),
        "small_bytes": sending.small_bytes(),
        **_estimate(request, draft),
        **_choices(request),
    }
    # Working out the estimate judges the draft; a form that nobody sent yet shows no errors.
    draft.errors = draft.errors if judged else errors
    return render(request, "creator/studio.html", context, status=status)


def _choices(request: CreatorRequest) -> dict[str, object]:
    return {
        "offers": offers.offers(request.user.pk),
        "automatic": offers.automatic(),
        "styles": catalog.STYLES,
        "aspects": catalog.ASPECTS,
        "caption_styles": catalog.CAPTION_STYLES,
        "durations": catalog.DURATIONS,
        "caption_modes": catalog.CAPTION_MODES,
        "moods": catalog.MOODS,
        "voices": voices(),
        "limits": catalog,
        "estimate_url": reverse("estimate"),
    }


def refused_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say what to do when a form came from a page that has become too old."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
