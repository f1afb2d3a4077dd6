"""Uploads in orders: bound to their owner and to the jobs that need them."""

from dataclasses import replace

import pytest

from billing.queries import Wallet, wallet
from creator.models import User
from tests.delivered import untouched
from tests.material import files, kept
from tests.orders import ORDER, submit
from videos import jobs, uploads
from videos.exceptions import InvalidRequest
from videos.models import Upload
from videos.spec import AssetKind

pytestmark = pytest.mark.usefixtures("storage")


def test_a_job_ties_its_files_to_the_video(alice: User) -> None:
    first, second, logo = kept(alice), kept(alice), kept(alice, AssetKind.LOGO)
    job = submit(alice, footage=(second.asset, first.asset, second.asset), logo=logo.asset)
    assert set(job.video.uploads.all()) == {first, second, logo}
    assert job.order.footage == (second.asset, first.asset, second.asset)
    assert uploads.of_order(alice.pk, job.order)["footage"] == [second, first, second]


def test_what_was_deleted_meanwhile_makes_no_job(alice: User) -> None:
    upload = kept(alice, name="gone.png")
    uploads.delete(upload)
    with pytest.raises(InvalidRequest) as refused:
        submit(alice, own_music=upload.asset, footage=(upload.asset,))
    assert set(refused.value.errors) == {"footage", "own_music"}
    assert "“gone.png” was deleted" in str(refused.value)
    assert untouched(alice)


def test_anothers_file_makes_no_job(alice: User, bob: User) -> None:
    with pytest.raises(InvalidRequest):
        submit(alice, logo=kept(bob, AssetKind.LOGO).asset)
    assert untouched(alice)


def test_ids_of_others_find_nothing(alice: User, bob: User) -> None:
    own, other = kept(alice), kept(bob)
    assert set(uploads.find(alice.pk, [own.public_id, other.public_id])) == {own.public_id}


def test_the_length_of_a_recording_sets_the_price(alice: User) -> None:
    recording = kept(alice, AssetKind.RECORDING, "me.wav", seconds=130)
    assert submit(alice, "spoken").price == 50
    assert submit(alice, "recorded", recording=recording.asset).price == 150


def test_a_file_in_use_stays_until_its_job_is_over(alice: User) -> None:
    upload = kept(alice)
    job = submit(alice, footage=(upload.asset,))
    with pytest.raises(uploads.InUse, match="needed by a video that is being made"):
        uploads.delete(upload)
    assert Upload.objects.count() == len(files()) == 1
    jobs.cancel(job)
    uploads.delete(upload)
    assert not Upload.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_deleting_takes_the_file_too(alice: User) -> None:
    kept(alice, name="stays.png")
    upload = kept(alice)
    uploads.delete(upload)
    assert [path.name for path in files()] == [Upload.objects.get().asset.file]


def test_trying_again_without_its_file_is_refused(alice: User) -> None:
    upload = kept(alice)
    job = submit(alice, footage=(upload.asset,))
    jobs.cancel(job)
    uploads.delete(upload)
    with pytest.raises(InvalidRequest, match="was deleted"):
        jobs.retry(job, idempotency_key="again")
    assert job.video.jobs.count() == 1
    assert wallet(alice.pk) == Wallet(available=200, held=0)


def test_the_same_order_again_is_the_same_job(alice: User) -> None:
    order = replace(ORDER, footage=(kept(alice).asset,))
    first, second = (jobs.submit(alice.pk, order, idempotency_key="k") for _ in range(2))
    assert first == second
