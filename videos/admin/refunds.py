"""The page on which an admin gives back what a delivered video cost."""

import secrets
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from billing.spending import refunds, spending
from videos import jobs
from videos.admin.refund_form import RefundForm
from videos.exceptions import InvalidRequest
from videos.models import Job


class Refundable(admin.ModelAdmin[Job]):
    """A job's page that leads to its refunds."""

    change_form_template = "admin/videos/job/change_form.html"

    def has_refund_permission(self, request: HttpRequest) -> bool:
        """Say whether somebody may see jobs and give back what they cost."""
        return self.has_view_permission(request) and request.user.has_perm("videos.refund_job")

    def get_urls(self) -> list[URLPattern]:
        """Add the page of refunds to those of a job."""
        view = self.admin_site.admin_view(self.refund_view)
        return [path("<int:pk>/refund/", view, name="videos_job_refund"), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the job, with the way to its refunds for those who may go it."""
        context = {**(extra_context or {}), "may_refund": self.has_refund_permission(request)}
        return super().change_view(request, object_id, form_url, context)

    def refund_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what can be given back; POST gives it, once for each form.

        Raises:
            PermissionDenied: whoever asks may not give tokens back.
            Http404: there is no such job.
        """
        if not self.has_refund_permission(request):
            raise PermissionDenied
        job = get_object_or_404(Job.objects.select_related("video", "owner"), pk=pk)
        sent = request.POST if request.method == "POST" else None
        left = spending(job.public_id).left
        form = RefundForm(sent, left=left, initial={"key": secrets.token_urlsafe(12)})
        if form.is_bound and self._give(request, job, form):
            return redirect("admin:videos_job_change", job.pk)
        return self._page(request, job, form)

    def _page(self, request: HttpRequest, job: Job, form: RefundForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "Give tokens back",
            "opts": self.opts,
            "job": job,
            "form": form,
            "spent": spending(job.public_id),
            "refunds": refunds(job.public_id),
        }
        return TemplateResponse(
            request, "admin/videos/job/refund.html", context, status=422 if form.errors else 200
        )

    def _give(self, request: HttpRequest, job: Job, form: RefundForm) -> bool:
        """Give back what a valid form asks for; False when it was refused, and says why."""
        if not form.is_valid():
            return False
        amount, reason, key = (form.cleaned_data[name] for name in ("amount", "reason", "key"))
        try:
            is_new = jobs.refund(job, amount, key=key, reason=reason, by=request.user.pk)
        except InvalidRequest as error:
            for field, sentences in error.errors.items():
                form.add_error(field, sentences)
            return False
        if is_new:
            self.log_change(request, job, f"Gave back {amount} of {job.price} tokens: {reason}")
            messages.success(request, f"Tokens given back to {job.owner}: {amount}.")
        else:
            messages.info(request, f"This form gave back its {amount} before. It gives once.")
        return True
