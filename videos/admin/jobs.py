"""Jobs, with everything to judge them by."""

from django.contrib import admin

from config.read_only import ReadOnly
from videos.admin.refunds import Refundable
from videos.models import Artifact, Attempt, Job, JobEvent


class AttemptInline(ReadOnly, admin.TabularInline[Attempt, Job]):
    """The attempts of a job."""

    model = Attempt
    fields = (
        "number", "provider", "phase", "stage", "error_code", "error_message", "next_step",
        "ended_at",
    )  # fmt: skip
    show_change_link = True


class ArtifactInline(ReadOnly, admin.TabularInline[Artifact, Job]):
    """The files of a job."""

    model = Artifact
    fields = ("kind", "key", "size_bytes", "duration_seconds", "sha256")


class EventInline(ReadOnly, admin.TabularInline[JobEvent, Job]):
    """What happened to a job."""

    model = JobEvent
    fields = ("created_at", "kind", "data")
    readonly_fields = ("created_at",)


@admin.register(Job)
class JobAdmin(ReadOnly, Refundable):
    """Jobs with their attempts, files and events."""

    list_display = (
        "public_id", "video", "owner", "status", "stage", "progress", "failures", "price",
        "error_code", "created_at", "finished_at",
    )  # fmt: skip
    list_filter = ("status", "stage", "kind", "error_code", "created_at")
    search_fields = ("public_id", "owner__email", "video__campaign_name", "request_id")
    list_select_related = ("video", "owner")
    date_hierarchy = "created_at"
    inlines = (AttemptInline, ArtifactInline, EventInline)
