"""`manage.py seed`: two people to sign in as."""

import os
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.core.management.base import BaseCommand
from django.db import transaction

from billing.signup import demo, welcome
from creator.models import User

CREATOR = "creator@example.com"
ADMIN = "admin@example.com"


class Command(BaseCommand):
    """Makes a creator with tokens and an admin; running it again changes nothing."""

    help = "Create a creator with tokens and an admin, and print how to sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create who is missing."""
        with transaction.atomic():
            self._seed("Creator", CREATOR, "SEED_CREATOR_PASSWORD", is_admin=False)
            self._seed("Admin", ADMIN, "SEED_ADMIN_PASSWORD", is_admin=True)

    def _seed(self, role: str, email: str, variable: str, *, is_admin: bool) -> None:
        user = User.objects.filter(email=email).first()
        password = os.environ.get(variable, "")
        if user is None:
            password = password or secrets.token_urlsafe(12)
            make = User.objects.create_superuser if is_admin else User.objects.create_user
            user = make(email, password)
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
            welcome(user.pk)
            demo(user.pk)
        known = bool(password) and user.check_password(password)
        self.stdout.write(f"{role} {email} {password if known else '(password unchanged)'}")
