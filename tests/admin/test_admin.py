"""The admin shows jobs and money, and changes neither."""

from pathlib import Path

import pytest
from django.test import Client

from billing.models import Account, Transfer
from creator.models import User
from tests.delivered import delivered, failed
from videos import api_keys
from videos.models import ApiKey, Artifact, Attempt, InboundDelivery, Job, Submission

LISTS = [
    "videos/job", "videos/attempt", "videos/artifact", "videos/video", "videos/notice",
    "videos/apikey", "videos/submission", "videos/inbounddelivery", "billing/account",
    "billing/transfer", "creator/user", "videos/departure",
]  # fmt: skip
READ_ONLY = [Job, Attempt, Artifact, Account, Transfer, Submission, InboundDelivery]


@pytest.fixture
def history(alice: User, tmp_path: Path) -> None:
    """One video delivered, one failed, one order at a vendor, one webhook, one key."""
    delivered(alice, tmp_path)
    job = failed(alice)
    Submission.objects.create(job=job, scene=0, number=1, provider="replicate", brief={})
    InboundDelivery.objects.create(provider="replicate", delivery="one", was_known=False)
    api_keys.create(alice.pk, "key")


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("name", LISTS)
def test_lists_open_and_search(as_admin: Client, name: str) -> None:
    assert as_admin.get(f"/admin/{name}/").status_code == 200
    assert as_admin.get(f"/admin/{name}/?q=alice").status_code == 200


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("model", READ_ONLY)
def test_rows_are_shown_and_never_changed(as_admin: Client, model: type[Job]) -> None:
    row = model.objects.order_by("pk").last()
    assert row is not None
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    before = model.objects.values().get(pk=row.pk)
    assert as_admin.get(f"{base}{row.pk}/change/").status_code == 200
    assert as_admin.post(f"{base}{row.pk}/change/", {"amount": "9999"}).status_code == 403
    assert as_admin.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert as_admin.get(f"{base}add/").status_code == 403
    assert model.objects.values().get(pk=row.pk) == before


@pytest.mark.usefixtures("history")
def test_a_job_shows_its_attempts_and_events(as_admin: Client) -> None:
    job = Job.objects.get(status="failed")
    page = as_admin.get(f"/admin/videos/job/{job.pk}/change/").content.decode()
    assert "The voice broke. Try again." in page
    assert "queued" in page


@pytest.mark.usefixtures("history")
def test_the_evidence_is_for_admins(as_admin: Client) -> None:
    attempt = Attempt.objects.get(phase="failed")
    page = as_admin.get(f"/admin/videos/attempt/{attempt.pk}/change/").content.decode()
    assert "Traceback" in page


@pytest.mark.usefixtures("history")
def test_keys_show_no_digest(as_admin: Client) -> None:
    key = ApiKey.objects.get()
    page = as_admin.get(f"/admin/videos/apikey/{key.pk}/change/").content.decode()
    assert key.digest not in page


@pytest.mark.parametrize("name", LISTS)
def test_creators_are_not_admins(as_alice: Client, name: str) -> None:
    assert as_alice.get(f"/admin/{name}/").status_code == 302
