"""A clip that Replicate is making for alice, and calls as Replicate signs them."""

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from standardwebhooks import Webhook

from creator.models import User
from tests.orders import claimed, submit
from videos import jobs
from videos.models import Job, Submission
from videos.states import SubmissionPhase

SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two characters").decode()
LATER = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Call:
    """A webhook on its way: whose, where to, and what it says."""

    reference: str
    remote_id: str = "prediction-1"
    provider: str = "replicate"
    delivery: str = "msg_1"
    moment: datetime = field(default_factory=lambda: datetime.now(UTC))
    secret: str = SECRET

    @property
    def url(self) -> str:
        """Where it goes."""
        return f"/hooks/providers/{self.provider}/{self.reference}/"

    @property
    def body(self) -> str:
        """What it says."""
        return json.dumps({"id": self.remote_id, "status": "succeeded", "output": "https://x/y"})

    @property
    def headers(self) -> dict[str, str]:
        """How it is signed."""
        return {
            "Webhook-Id": self.delivery,
            "Webhook-Timestamp": str(int(self.moment.timestamp())),
            "Webhook-Signature": Webhook(self.secret).sign(self.delivery, self.moment, self.body),
        }

    def sent(self, body: str | bytes | None = None, **headers: str) -> HttpResponse:
        """Send it, with another body or further headers, and return the answer."""
        client = Client(enforce_csrf_checks=True)
        answer: Any = client.post(
            self.url,
            self.body if body is None else body,
            content_type="application/json",
            headers=self.headers | headers,
        )
        return answer  # type: ignore[no-any-return]


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICATE_WEBHOOK_SECRET", SECRET)


def ordered(owner: User, **changes: Any) -> Submission:
    """Return a live order for the first scene of a new job of `owner`, to be looked at later."""
    job = submit(owner)
    jobs.park(claimed(), delay=LATER)
    return placed(job, **changes)


def placed(job: Job, **changes: Any) -> Submission:
    """Return a live order for the first scene of `job`, to be looked at later."""
    told = {"provider": "replicate", "phase": SubmissionPhase.ACCEPTED, "scene": 0}
    return Submission.objects.create(
        job=job,
        number=1,
        brief={},
        next_poll_at=timezone.now() + LATER,
        **(told | {"remote_id": "prediction-1"} | changes),
    )


@pytest.fixture
def submission(alice: User) -> Submission:
    """A clip that Replicate is making; nobody looks at it for an hour."""
    return ordered(alice)


@pytest.fixture
def call(submission: Submission) -> Call:
    """What Replicate says when it is done."""
    return Call(reference=submission.reference)


def is_due(submission: Submission) -> bool:
    """Say whether the vendor would be asked now; what is believed must be as it was."""
    now = Submission.objects.get(pk=submission.pk)
    believed = (now.phase, now.remote_id, now.ticket, now.ended_at)
    assert believed == (
        submission.phase, submission.remote_id, submission.ticket, submission.ended_at,
    )  # fmt: skip
    assert now.next_poll_at is not None
    return now.next_poll_at <= timezone.now()


def job_is_due(submission: Submission) -> bool:
    """Say whether a worker would take the job now."""
    return Job.objects.get(pk=submission.job_id).available_at <= timezone.now()
