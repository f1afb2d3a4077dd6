"""Records that are added by texts made once are those that saving would have made."""

import pytest

from config.writing import add, add_all
from creator.models import User
from tests.config.test_records import columns
from tests.orders import submit
from videos.models import JobEvent, Notice, Packaging
from videos.models.notice import NoticeKind

pytestmark = pytest.mark.django_db


def test_what_is_added_is_what_is_read(alice: User) -> None:
    event = add(JobEvent(job=submit(alice), kind="drawing", data={"done": 1}))
    assert columns(event) == columns(JobEvent.objects.get(pk=event.pk))
    assert event.created_at is not None


def test_records_of_several_tables_are_added_at_once(alice: User) -> None:
    job = submit(alice)
    notice = Notice(owner=alice, job=job, kind=NoticeKind.READY)
    packaging, event = Packaging(job=job), JobEvent(job=job, kind="succeeded")
    add_all(notice, packaging, event)
    for record in (notice, packaging, event):
        assert columns(record) == columns(type(record)._default_manager.get(pk=record.pk))
        assert (record._state.adding, record._state.db) == (False, "default")


def test_one_record_is_added_as_several_are(alice: User) -> None:
    job = submit(alice)
    add_all(Packaging(job=job))
    assert Packaging.objects.get().job == job
