"""The page on which an admin removes an account."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from creator import removal
from creator.forms import RemoveForm
from creator.models import User


class Removable(admin.ModelAdmin[User]):
    """A person's page that leads to the end of their account; rows are never deleted."""

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Nobody deletes the row of a person: the books refer to it."""
        return False

    def has_remove_permission(self, request: HttpRequest) -> bool:
        """Say whether somebody may end accounts."""
        return self.has_view_permission(request) and request.user.has_perm("creator.delete_user")

    def get_urls(self) -> list[URLPattern]:
        """Add the page of removal to those of a person."""
        view = self.admin_site.admin_view(self.remove_view)
        return [path("<int:pk>/remove/", view, name="creator_user_remove"), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the person, with the way to the end of the account for those who may go it."""
        context = {**(extra_context or {}), "may_remove": self.has_remove_permission(request)}
        return super().change_view(request, object_id, form_url, context)

    def remove_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what removing an account deletes; POST does it.

        Raises:
            PermissionDenied: whoever asks may not, or asks for their own account, or for that of
                somebody above them.
            Http404: there is no such person, or no more.
        """
        if not self.has_remove_permission(request):
            raise PermissionDenied
        user = get_object_or_404(User, pk=pk, departure=None)
        if user.pk == request.user.pk or (user.is_superuser and not request.user.is_superuser):
            raise PermissionDenied
        form = RemoveForm(request.POST if request.method == "POST" else None, user=user)
        if form.is_valid():
            return self._remove(request, user)
        context = {
            **self.admin_site.each_context(request),
            "title": "Remove account",
            "opts": self.opts,
            "person": user,
            "form": form,
        }
        return TemplateResponse(
            request, "admin/creator/user/remove.html", context, status=422 if form.errors else 200
        )

    def _remove(self, request: HttpRequest, user: User) -> HttpResponse:
        removal.remove(user)
        self.log_change(request, user, "Removed the account.")
        messages.success(request, "The account is removed. Its files go within minutes.")
        return redirect("admin:creator_user_changelist")
