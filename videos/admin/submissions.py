"""Orders placed with vendors, what vendors told us by webhook, and the way to their figures."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from config.read_only import ReadOnly
from videos import spending
from videos.models import InboundDelivery, Submission


@admin.register(Submission)
class SubmissionAdmin(ReadOnly, admin.ModelAdmin[Submission]):
    """Orders with the evidence of what vendors answered."""

    list_display = (
        "reference", "provider", "phase", "error_kind", "place", "number", "cost_cents",
        "created_at", "ended_at", "job",
    )  # fmt: skip
    list_filter = ("phase", "provider", "error_kind", "at_our_cost", "created_at")
    search_fields = (
        "reference", "remote_id", "job__public_id", "job__owner__email", "error_message",
    )  # fmt: skip
    list_select_related = ("job",)
    exclude = ("scene",)
    readonly_fields = ("place", "reference", "created_at")
    ordering = ("-pk",)
    date_hierarchy = "created_at"

    @admin.display(description="scene", ordering="scene")
    def place(self, order: Submission) -> str:
        """Return the scene as its creator counts, or that it is the whole script."""
        return str(order.scene + 1) if order.scene >= 0 else "all"

    def get_urls(self) -> list[URLPattern]:
        """Add the page of figures to those of orders."""
        view = self.admin_site.admin_view(self.vendors_view)
        return [path("vendors/", view, name="videos_submission_vendors"), *super().get_urls()]

    def vendors_view(self, request: HttpRequest) -> HttpResponse:
        """Show what each vendor cost and earned in the last 30 days.

        Raises:
            PermissionDenied: whoever asks may not see orders.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        figures = spending.by_vendor()
        context = {
            **self.admin_site.each_context(request),
            "title": "Vendors",
            "opts": self.opts,
            "figures": figures,
            "total": spending.total(figures),
            "days": spending.PERIOD.days,
        }
        return TemplateResponse(request, "admin/videos/submission/vendors.html", context)


@admin.register(InboundDelivery)
class InboundDeliveryAdmin(ReadOnly, admin.ModelAdmin[InboundDelivery]):
    """Webhooks, each of them once."""

    list_display = ("provider", "delivery", "remote_id", "reference", "was_known", "created_at")
    list_filter = ("provider", "was_known", "created_at")
    search_fields = ("delivery", "remote_id", "reference")
    readonly_fields = ("created_at",)
    date_hierarchy = "created_at"
