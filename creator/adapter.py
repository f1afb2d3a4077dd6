"""Our rules for allauth's sign-up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from billing.signup import welcome
from creator.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A new creator and the welcome tokens are one transaction: never one without the other."""

    def save_user(
        self, request: HttpRequest, user: User, form: Any, *, commit: bool = True
    ) -> User:
        """Save the new `user` and open their accounts."""
        with transaction.atomic():
            saved: User = super().save_user(request, user, form, commit=commit)
            if commit:
                welcome(saved.pk)
        return saved
