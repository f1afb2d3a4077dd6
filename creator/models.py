"""The person: signs in with an e-mail address, owns videos and tokens."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models


class CreatorManager(UserManager["User"]):
    """Makes users from an e-mail address alone."""

    def create_user(  # type: ignore[override]
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Create and return a user who signs in with `email`."""
        return super().create_user(email, email, password, **fields)

    def create_superuser(  # type: ignore[override]
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Create and return an admin who signs in with `email`."""
        return super().create_superuser(email, email, password, **fields)

    def _create_user(
        self, _username: str, email: str, password: str | None, **fields: Any
    ) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """Somebody who makes videos, or who answers for them."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[CreatorManager] = CreatorManager()

    def __str__(self) -> str:
        return self.email
