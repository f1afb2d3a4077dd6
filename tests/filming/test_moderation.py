"""Scripts are judged before vendors get them: what becomes of the job, its money and its route."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from billing.queries import Wallet, wallet
from creator.models import User
from tests.delivered import CONTENT, FRAME
from tests.execution.conftest import Script, scripted
from tests.material import brought, picture
from tests.orders import ORDER, submit
from tests.providers.fakes.replicate import FakeReplicate
from tests.providers.fakes.server import Answer, serving
from tests.scripting.moderator import Moderator
from videos import jobs
from videos.execution import engine, planning, storing
from videos.execution.step import Step
from videos.models import Job, Submission
from videos.states import Stage

__all__ = ["scripted"]

pytestmark = pytest.mark.usefixtures("storage", "replicate", "one_step_a_turn")
NOTE = (
    "The rules of services such as Replicate forbid hate and self-harm, "
    "so our studio draws this video."
)


@pytest.fixture
def replicate(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeReplicate]:
    """A vendor that is set up."""
    with serving(FakeReplicate) as fake:
        for name, value in fake.environment.items():
            monkeypatch.setenv(name, value)
        yield fake
        assert fake.requests == [], "planning sends vendors nothing"


@pytest.fixture
def moderator(settings: Settings) -> Iterator[Moderator]:
    """OpenAI's moderation, set up."""
    with serving(Moderator) as fake:
        for name, value in fake.environment.items():
            setattr(settings, name, value)
        yield fake


def planned(owner: User, **changes: object) -> Job:
    """Return a job for Replicate after its first step."""
    job = submit(owner, **{"provider": "replicate", **changes})  # type: ignore[arg-type]
    assert engine.run_one()
    job.refresh_from_db()
    return job


def test_what_is_allowed_goes_to_the_vendor(alice: User, moderator: Moderator) -> None:
    job = planned(alice)
    assert (job.stage, job.route["order"]) == ("narration", ["replicate", "local"])
    assert (moderator.asked, job.notes) == ([ORDER.script], [])


def test_what_nobody_makes_is_refused_and_costs_nothing(alice: User, moderator: Moderator) -> None:
    moderator.flags = {"sexual", "sexual/minors"}
    job = planned(alice)
    assert (job.status, job.error_code, job.storyboard) == ("failed", "moderation", {})
    assert job.error_message == (
        "Our rules forbid sexual content that involves minors, and this script was taken for that. "
        "Nothing was sent to Replicate. Make a variation of this video with other words."
    )
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    assert job.attempts.get().phase == "failed"
    assert not Submission.objects.exists()


def test_what_vendors_forbid_is_drawn_here(
    alice: User, moderator: Moderator, as_alice: Client
) -> None:
    moderator.flags = {"hate", "self-harm"}
    job = planned(alice)
    assert (job.status, job.stage, job.notes) == ("running", "narration", [NOTE])
    assert (job.route["provider"], job.route["order"]) == ("local", ["local"])
    assert job.attempts.get().provider == "local"
    told = job.events.get(kind="kept_here")
    assert told.data == {"provider": "replicate", "reason": NOTE}
    assert wallet(alice.pk) == Wallet(available=200 - job.price, held=job.price)
    page = as_alice.get(f"/videos/{job.video.public_id}/").content.decode()
    assert "Why Reelsmith Studio?" in page
    assert f"<strong>Replicate</strong>: not asked. {NOTE}" in page
    assert f"<p>{NOTE}</p>" in page.split('<div class="notice">')[1].split("</div>")[0]


def test_the_vendors_part_of_the_price_goes_back_with_the_video(
    alice: User, moderator: Moderator, scripted: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    moderator.flags = {"hate"}
    scripted(Stage.PLANNING, planning.run)
    scripted(Stage.STORING, _store)
    monkeypatch.setattr(storing, "gather", lambda _step: FRAME)
    job = submit(alice, provider="replicate")
    while engine.run_one():
        pass
    job.refresh_from_db()
    assert (job.status, job.error_message) == ("succeeded", "")
    assert job.surcharge == job.price - 50 > 0
    assert wallet(alice.pk) == Wallet(available=150, held=0)
    given = job.events.get(kind="refunded")
    assert given.data["amount"] == job.surcharge
    assert not Submission.objects.exists()


def _store(step: Step) -> None:
    for kind, name in storing.FILES.items():
        step.workspace.path(name).write_bytes(CONTENT[kind])
    step.workspace.path("report.json").write_text(json.dumps({}), encoding="utf-8")
    storing.run(step)


def test_a_job_that_is_kept_here_is_not_judged_again(alice: User, moderator: Moderator) -> None:
    moderator.flags = {"hate", "self-harm"}
    job = planned(alice)
    Job.objects.filter(pk=job.pk).update(stage=Stage.PLANNING)
    assert engine.run_one()
    job.refresh_from_db()
    assert (len(moderator.asked), job.notes) == (1, [NOTE])


def test_a_script_that_we_wrote_is_judged_too(
    alice: User, moderator: Moderator, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = "Rivers carry salt to the sea."
    monkeypatch.setattr(planning, "write", lambda _topic, **_options: written)
    moderator.flags = {"hate", "self-harm"}
    mine = tuple(brought(alice, picture(colour))[0].asset for colour in ("red", "blue"))
    job = planned(alice, script="", topic="Why the sea is salty", footage=mine)
    assert moderator.asked == [written]
    assert (job.stage, job.route["provider"]) == ("narration", "local")
    kept, room = job.notes
    assert kept == NOTE
    assert room.startswith("There was room for 1 of your 2 images and clips")


def test_a_judge_who_is_busy_is_asked_again_when_he_says(alice: User, moderator: Moderator) -> None:
    moderator.other = Answer(429, {}, {"Retry-After": "40"})
    job = planned(alice)
    assert (job.status, job.storyboard, job.attempts.get().error_code) == (
        "running", {}, "moderation_service",
    )  # fmt: skip
    assert job.available_at - timezone.now() > timedelta(seconds=35)
    moderator.other = None
    with time_machine.travel(job.available_at, tick=True):
        assert engine.run_one()
    job.refresh_from_db()
    assert (job.stage, job.route["provider"]) == ("narration", "replicate")


def test_a_judge_who_stays_ill_ends_the_job_unpaid(alice: User, moderator: Moderator) -> None:
    moderator.other = Answer(500, {})
    job = planned(alice)
    with time_machine.travel(job.available_at, tick=True):
        assert engine.run_one()
    job.refresh_from_db()
    assert (job.status, job.error_code) == ("failed", "moderation_service")
    assert wallet(alice.pk) == Wallet(available=200, held=0)


@pytest.mark.parametrize("setting", [{"MODERATION": "off"}, {"OPENAI_API_KEY": ""}])
def test_without_a_judge_vendors_have_rules_of_their_own(
    alice: User, moderator: Moderator, settings: Settings, setting: dict[str, str]
) -> None:
    moderator.flags = {"sexual/minors"}
    for name, value in setting.items():
        setattr(settings, name, value)
    assert planned(alice).route["provider"] == "replicate"
    assert moderator.requests == []


def test_what_the_studio_draws_is_not_judged(alice: User, moderator: Moderator) -> None:
    moderator.flags = {"sexual/minors"}
    assert planned(alice, provider="auto").stage == "narration"
    assert moderator.requests == []


def test_trying_again_is_judged_anew(alice: User, moderator: Moderator) -> None:
    moderator.flags = {"sexual/minors"}
    job = planned(alice)
    moderator.flags = set()
    again = jobs.retry(job, idempotency_key="again")
    assert engine.run_one()
    again.refresh_from_db()
    assert (again.stage, again.route["provider"]) == ("narration", "replicate")
