"""The page on which an admin sees what all creators keep, and what pruning would free."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from creator.models import User
from videos import usage
from videos.execution import pruning


class WithStorage(admin.ModelAdmin[User]):
    """A list of people that leads to what they keep in all."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page of storage to those of people."""
        view = self.admin_site.admin_view(self.storage_view)
        return [path("storage/", view, name="creator_user_storage"), *super().get_urls()]

    def storage_view(self, request: HttpRequest) -> HttpResponse:
        """Show how much is kept, and how much of it is past its time.

        Raises:
            PermissionDenied: whoever asks may not see people.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": "Storage",
            "opts": self.opts,
            "usage": usage.of_all(),
            "counts": pruning.count(),
        }
        return TemplateResponse(request, "admin/creator/user/storage.html", context)
