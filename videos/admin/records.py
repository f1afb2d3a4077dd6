"""Attempts, files, videos, notices, keys, departures and files on their way, to read."""

from django.contrib import admin

from config.read_only import ReadOnly
from videos.models import (
    ApiKey,
    Artifact,
    Attempt,
    Departure,
    Notice,
    Packaging,
    UploadSession,
    Video,
)


@admin.register(Attempt)
class AttemptAdmin(ReadOnly, admin.ModelAdmin[Attempt]):
    """Attempts with the evidence of their errors."""

    list_display = (
        "job", "number", "provider", "phase", "stage", "error_code", "started_at", "ended_at",
    )  # fmt: skip
    list_filter = ("phase", "provider", "stage", "error_code")
    search_fields = ("job__public_id", "job__owner__email", "error_message")
    list_select_related = ("job",)


@admin.register(Artifact)
class ArtifactAdmin(ReadOnly, admin.ModelAdmin[Artifact]):
    """Stored files."""

    list_display = (
        "key",
        "kind",
        "job",
        "size_bytes",
        "duration_seconds",
        "created_at",
        "checked_at",
    )
    list_filter = ("kind",)
    search_fields = ("key", "job__public_id", "sha256")
    list_select_related = ("job",)


@admin.register(Packaging)
class PackagingAdmin(ReadOnly, admin.ModelAdmin[Packaging]):
    """Which videos can be streamed, and why others cannot."""

    list_display = ("job", "state", "tries", "available_at", "lease_owner", "finished_at")
    list_filter = ("state",)
    search_fields = ("job__public_id", "job__owner__email", "cause")
    list_select_related = ("job",)


@admin.register(Video)
class VideoAdmin(ReadOnly, admin.ModelAdmin[Video]):
    """Videos of every creator."""

    list_display = ("public_id", "campaign_name", "owner", "is_shared", "created_at", "deleted_at")
    list_filter = ("is_shared", "created_at")
    search_fields = ("public_id", "campaign_name", "owner__email")
    list_select_related = ("owner",)


@admin.register(Notice)
class NoticeAdmin(ReadOnly, admin.ModelAdmin[Notice]):
    """What creators were told, and when."""

    list_display = ("job", "owner", "kind", "created_at", "read_at", "email_sent_at")
    list_filter = ("kind",)
    list_select_related = ("job", "owner")


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnly, admin.ModelAdmin[ApiKey]):
    """Keys, without anything that works as one."""

    list_display = ("name", "prefix", "owner", "created_at", "last_used_at", "revoked_at")
    exclude = ("digest",)
    list_select_related = ("owner",)


@admin.register(Departure)
class DepartureAdmin(ReadOnly, admin.ModelAdmin[Departure]):
    """Who has left, and whether anything of theirs is still to be deleted."""

    list_display = ("owner", "asked_at", "look_at", "done_at")
    list_filter = ("asked_at",)
    list_select_related = ("owner",)


@admin.register(UploadSession)
class UploadSessionAdmin(ReadOnly, admin.ModelAdmin[UploadSession]):
    """Files on their way, and why some were refused."""

    list_display = ("public_id", "owner", "name", "way", "state", "size_bytes", "created_at")
    list_filter = ("state", "way", "kind")
    search_fields = ("public_id", "name", "owner__email", "refusal")
    list_select_related = ("owner",)
