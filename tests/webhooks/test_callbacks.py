"""Vendors get an address only where they can reach us safely, and calls to it arrive."""

import pytest
from django.urls import resolve
from pytest_django import Settings

from videos.callbacks import callback_for
from videos.models import Submission
from videos.webhooks.views import provider_hook

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("site", ["https://reels.example", "https://reels.example/"])
def test_over_https_there_is_an_address(
    submission: Submission, settings: Settings, site: str
) -> None:
    settings.SITE_URL, settings.SERVES_HTTPS = site, True
    path = f"/hooks/providers/replicate/{submission.reference}/"
    assert callback_for(submission) == f"https://reels.example{path}"
    assert resolve(path).func is provider_hook


def test_without_https_there_is_none(submission: Submission) -> None:
    assert callback_for(submission) == ""
