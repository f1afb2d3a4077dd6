"""Programs that hold a key."""

import pytest
from rest_framework.test import APIClient

from creator.models import User
from videos import api_keys


def with_key(user: User) -> APIClient:
    """Return a program that acts for `user`."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {api_keys.create(user.pk, 'tests')}")
    return client


@pytest.fixture
def api(alice: User) -> APIClient:
    """Alice's program."""
    return with_key(alice)


@pytest.fixture
def bobs_api(bob: User) -> APIClient:
    """Bob's program."""
    return with_key(bob)
