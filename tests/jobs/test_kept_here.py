"""A job is taken from the vendors of its route, and its creator told why."""

from creator.models import User
from tests.orders import claimed, submit
from videos import jobs

NOTE = "The rules of services such as Grand forbid hate, so our studio draws this video."


def test_the_studio_makes_it_and_what_was_told_before_stays(alice: User) -> None:
    job = submit(alice)
    job.route = {**job.route, "provider": "grand", "order": ["grand", "cheap", "local"]}
    job.save(update_fields=["route"])
    lease = claimed()
    jobs.save_notes(lease, ["The voice is a plain one."])
    jobs.keep_here(lease, NOTE)
    job.refresh_from_db()
    assert (job.route["provider"], job.route["order"]) == ("local", ["local"])
    assert job.notes == ["The voice is a plain one.", NOTE]
    assert (job.status, job.lease_owner) == ("running", lease.owner)
    assert job.attempts.get().provider == "local"
    assert job.events.get(kind="kept_here").data == {"provider": "grand", "reason": NOTE}
