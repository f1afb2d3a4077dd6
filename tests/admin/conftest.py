"""Who answers for jobs and money."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from creator.models import User
from tests.conftest import PASSWORD


@pytest.fixture
def as_admin(admin: User) -> Client:
    """A browser in which the admin is signed in."""
    client = Client()
    client.force_login(admin)
    return client


def staff(*may: str) -> Client:
    """Return a browser of somebody of the staff who has these permissions and no others."""
    user = User.objects.create_user("staff@example.com", PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=may))
    client = Client()
    client.force_login(user)
    return client
