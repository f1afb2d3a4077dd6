"""What somebody keeps: counted by rows, and in one query for each kind of thing."""

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from creator.models import User
from tests.delivered import CONTENT, delivered
from tests.material import kept
from tests.retention.conftest import join
from videos import library, usage
from videos.models import Job

FILES = sum(map(len, CONTENT.values()))


def test_files_of_videos_and_material_count(alice: User, bob: User, job: Job) -> None:
    upload = kept(alice)
    found = usage.of(alice.pk)
    assert (found.videos, found.uploads) == (FILES, upload.size_bytes)
    assert found.total == FILES + upload.size_bytes
    assert usage.of(bob.pk).total == 0


def test_what_is_deleted_counts_no_more(alice: User, job: Job) -> None:
    library.delete(job.video)
    assert usage.of(alice.pk).videos == usage.of_all().videos == 0


def test_all_creators_together(alice: User, bob: User, job: Job, tmp_path: Path) -> None:
    delivered(bob, tmp_path, "bobs")
    upload = kept(bob)
    assert (usage.of_all().videos, usage.of_all().uploads) == (2 * FILES, upload.size_bytes)
    each = User.objects.annotate(bytes=usage.of_each("pk")).order_by("email")
    assert [user.bytes for user in each] == [FILES, FILES + upload.size_bytes]


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_a_query_for_each_kind(
    number: int, alice: User, tmp_path: Path, storage: Path,
    django_assert_num_queries: DjangoAssertNumQueries, settings: Settings,
) -> None:  # fmt: skip
    for one in range(number):
        delivered(alice, tmp_path, f"video-{one}")
        kept(alice)
    with django_assert_num_queries(2):
        assert usage.of(alice.pk).total
    settings.PLAN_STORAGE_GB = {"pro": 1.0}
    join(alice, "pro")
    with django_assert_num_queries(3):
        assert usage.of(alice.pk).limit


@pytest.mark.parametrize(
    ("total", "nearly", "full"), [(89, False, False), (90, True, False), (100, True, True)]
)
def test_a_limit_comes_near(total: int, nearly: bool, full: bool) -> None:  # noqa: FBT001
    found = usage.Usage(videos=total, uploads=0, limit=100)
    assert (found.is_nearly_full, found.is_full, found.left) == (nearly, full, 100 - total)
    assert not usage.Usage(videos=total, uploads=0).is_nearly_full
