"""The creator's own files in a job: fetched, prepared once, made again when scratch is lost."""

import shutil

import pytest
from django.core.files.storage import default_storage
from PIL import Image, ImageStat

from billing.queries import Wallet, wallet
from creator.models import User
from tests.execution.conftest import Script
from tests.material import brought, kept, picture, tone
from tests.orders import claimed, submit
from videos.execution import assets, engine, planning
from videos.execution.step import Step
from videos.execution.workspace import Workspace
from videos.models import Job
from videos.scripting.planner import plan
from videos.spec import Asset, AssetKind
from videos.states import ArtifactKind, Stage
from videos.storage import sources

pytestmark = pytest.mark.usefixtures("storage")


def _step(job: Job) -> Step:
    return Step(
        job=job, lease=claimed(), workspace=Workspace(job), should_stop=lambda: False
    )  # fmt: skip


@pytest.fixture
def image(alice: User) -> Asset:
    """A picture that alice brought."""
    return brought(alice, picture())[0].asset


def test_every_file_of_an_order_is_prepared(alice: User, image: Asset) -> None:
    logo = brought(alice, picture("red"), AssetKind.LOGO)[0].asset
    music = brought(alice, tone(3), AssetKind.MUSIC, "song.wav")[0].asset
    step = _step(submit(alice, footage=(image, image), logo=logo, own_music=music))
    ready = assets.prepare(step)
    order = assets.in_order(step.job.order, ready)
    assert order.footage == (ready[image], ready[image])
    assert order.logo == ready[logo] != logo
    assert order.own_music == ready[music] != music
    made = {path.name for path in step.workspace.assets.iterdir()}
    assert made == {asset.file for asset in ready.values()}
    assert not list(step.workspace.folder.glob("source-*"))


def test_the_plan_names_what_came_and_the_picture_what_was_made(alice: User, image: Asset) -> None:
    step = _step(submit(alice, footage=(image,)))
    board = plan(step.job.order, "Coffee is a fruit. " * 30)
    ready = assets.prepare(step)
    drawn = assets.in_plan(board, ready)
    others = [None] * (len(board.scenes) - 1)
    assert others
    assert [scene.footage for scene in board.scenes] == [image, *others]
    assert [scene.footage for scene in drawn.scenes] == [ready[image], *others]


def test_what_is_prepared_is_not_fetched_again(alice: User, image: Asset) -> None:
    step = _step(submit(alice, footage=(image,)))
    first = assets.prepare(step)
    sources.discard(sources.key(alice.pk, image.kind, image.file))
    assert assets.prepare(step) == first


def test_lost_scratch_is_made_again(alice: User, image: Asset) -> None:
    step = _step(submit(alice, footage=(image,)))
    first = assets.prepare(step)
    shutil.rmtree(step.workspace.assets)
    assert assets.prepare(step) == first
    assert (step.workspace.assets / first[image].file).is_file()


def test_orders_without_files_touch_nothing(alice: User) -> None:
    step = _step(submit(alice))
    assert assets.prepare(step) == {}
    assert not step.workspace.assets.exists()


def _fails(job: Job) -> Job:
    engine.run_one()
    job.refresh_from_db()
    assert (job.status, job.stage) == ("failed", "planning")
    assert wallet(job.owner_id) == Wallet(available=200, held=0)
    return job


def test_a_file_that_breaks_when_prepared_fails_the_job_in_a_sentence(
    alice: User, scripted: Script
) -> None:
    scripted(Stage.PLANNING, planning.run)
    upload = kept(alice, AssetKind.MUSIC, "song.mp3")
    job = _fails(submit(alice, own_music=upload.asset))
    assert job.error_code == "unusable_file"
    assert job.error_message.startswith("song.mp3 ")


def test_a_file_that_is_gone_fails_the_job_in_a_sentence(alice: User, scripted: Script) -> None:
    scripted(Stage.PLANNING, planning.run)
    upload = kept(alice)
    job = submit(alice, footage=(upload.asset,))
    sources.discard(upload.key)
    assert "“harbour.png” is not there any more" in _fails(job).error_message


def test_more_pictures_than_scenes_is_told(alice: User, image: Asset, scripted: Script) -> None:
    scripted(Stage.PLANNING, planning.run)
    job = submit(alice, footage=(image,) * 40)
    engine.run_one()
    job.refresh_from_db()
    assert job.plan is not None
    assert job.notes == [
        f"There was room for {len(job.plan.scenes)} of your 40 images and clips, one in each "
        "scene. A longer script has more scenes."
    ]
    assert all(scene.footage == image for scene in job.plan.scenes)


def _delivered_warmth(job: Job) -> float:
    """Carry a job to its end; return how red its thumbnail is against how blue."""
    engine.run_due(seconds=300)
    job.refresh_from_db()
    assert job.status == "succeeded", job.error_message
    thumbnail = job.artifacts.get(kind=ArtifactKind.THUMBNAIL)
    with default_storage.open(thumbnail.key) as file, Image.open(file) as shown:
        red, _, blue = ImageStat.Stat(shown.convert("RGB")).mean
    return red / blue


@pytest.mark.render
def test_a_job_with_own_files_is_delivered_and_shows_them(alice: User, image: Asset) -> None:
    plain = _delivered_warmth(submit(alice, "plain"))
    orange = _delivered_warmth(submit(alice, "orange", footage=(image,)))
    assert orange > 1.5 * plain
    assert wallet(alice.pk) == Wallet(available=100, held=0)
