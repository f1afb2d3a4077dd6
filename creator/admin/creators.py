"""Creators and admins."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from creator.admin.removing import Removable
from creator.admin.storage import WithStorage
from creator.models import User
from videos import usage
from videos.models.upload import readable_size


@admin.register(User)
class CreatorAdmin(Removable, WithStorage, UserAdmin[User]):
    """Creators and admins, by e-mail address, with what they keep."""

    ordering = ("email",)
    list_display = ("email", "is_staff", "is_active", "stored", "date_joined", "last_login")
    search_fields = ("email", "first_name", "last_name")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        ("Name", {"fields": ("first_name", "last_name")}),
        ("Permissions", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "password1", "password2")}),)
    filter_horizontal = ("groups",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Return the people with what each of them keeps, in one query."""
        return super().get_queryset(request).annotate(stored_bytes=usage.of_each("pk"))

    @admin.display(description="keeps", ordering="stored_bytes")
    def stored(self, user: User) -> str:
        """Return the size of a creator's videos and material."""
        size = readable_size(user.stored_bytes)  # type: ignore[attr-defined]
        return size.replace(" ", "\N{NO-BREAK SPACE}")
