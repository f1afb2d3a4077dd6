"""What a clip was to cost comes back if the video was made without it, though it comes later."""

import json
from dataclasses import replace

import pytest
from django.utils import timezone

from billing.queries import wallet
from tests.delivered import CONTENT, FRAME
from tests.filmed import keep_drawn
from tests.filming.conftest import Story, plan
from videos import jobs
from videos.execution import assembling, checking, filming, storing
from videos.execution.step import Step
from videos.models import Job, Submission
from videos.spec import Asset, AssetKind, Scene, Storyboard
from videos.states import SubmissionPhase

SURCHARGE = 10
CLIP = Asset(kind=AssetKind.CLIP, file="clip.mp4", name="A clip")


def came_home(job: Job, scene: int) -> None:
    """Write down that a vendor has filmed a scene."""
    order = Submission(job=job, scene=scene, number=1, provider="replicate", brief={})
    order.phase, order.ended_at = SubmissionPhase.SUCCEEDED, timezone.now()
    order.save()


def assembled(step: Step) -> None:
    """Leave a video as assembling and checking leave it, of the clips that are there."""
    for kind, name in storing.FILES.items():
        step.workspace.path(name).write_bytes(CONTENT[kind])
    step.workspace.path("report.json").write_text(json.dumps({}), encoding="utf-8")
    keep_drawn(step)


@pytest.fixture
def step(filmed: Story, monkeypatch: pytest.MonkeyPatch) -> Step:
    """A step of a planned job of two scenes, of which one is filmed."""
    monkeypatch.setattr(storing, "gather", lambda _step: FRAME)
    Job.objects.filter(pk=filmed.job.pk).update(surcharge=SURCHARGE)
    with filmed.working() as step:
        jobs.save_plan(step.lease, plan())
        step.job.refresh_from_db()
        came_home(step.job, 0)
        return step


def given_back(step: Step) -> int:
    """Store and deliver the video; return how much of its price came back."""
    before = wallet(step.job.owner_id)
    storing.run(step)
    after = wallet(step.job.owner_id)
    assert after.held == before.held - step.job.price
    return after.available - before.available


def test_what_is_not_in_the_video_comes_back(step: Step) -> None:
    assembled(step)
    assert given_back(step) == SURCHARGE // 2


def test_a_clip_that_comes_after_the_video_was_assembled_is_not_paid(step: Step) -> None:
    assembled(step)
    came_home(step.job, 1)
    assert given_back(step) == SURCHARGE // 2


def test_a_clip_that_comes_before_is(step: Step) -> None:
    came_home(step.job, 1)
    assembled(step)
    assert given_back(step) == 0


def test_a_video_of_which_nobody_knows_what_is_in_it_is_assembled_anew(
    step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    assembled(step)
    step.workspace.path("unfilmed.json").unlink()
    came_home(step.job, 1)
    monkeypatch.setattr(assembling, "run", assembled)
    monkeypatch.setattr(checking, "run", lambda _step: None)
    assert given_back(step) == 0


def shown(plan: Storyboard, scene: Scene, clip: Asset) -> Storyboard:
    """Return `plan` with a clip behind a scene."""
    scenes = [replace(one, footage=clip) if one is scene else one for one in plan.scenes]
    return replace(plan, scenes=tuple(scenes))


def test_the_share_is_of_what_vendors_were_asked_for() -> None:
    asked = plan()
    first, second = asked.scenes
    own = shown(asked, first, CLIP)  # a clip of the creator's
    assert filming.unfilmed(asked, asked) == 1.0
    assert filming.unfilmed(asked, shown(asked, second, CLIP)) == 0.5
    assert filming.unfilmed(own, own) == 1.0
    assert filming.unfilmed(own, shown(own, second, CLIP)) == 0.0
