"""Two who want the same job at the same moment: one gets it, and nothing is done twice."""

from datetime import UTC, datetime
from functools import partial

from pytest_django import Settings

from tests.orders import claimed, submit
from tests.races.conftest import Raced, creator
from tests.races.interleaving import Pair
from videos import jobs, notifications
from videos.jobs.claiming import MAX_RECLAIMS, reclaim_expired
from videos.jobs.failing import MAX_ATTEMPTS
from videos.models import Attempt, Job, Notice
from videos.states import JobStatus, Stage

BUSY = jobs.Failure(code="busy", message="The service is busy. Try again.", retryable=True)
REFUSED = jobs.Failure(code="voice", message="This cannot be spoken.", retryable=False)
NOTHING = jobs.Delivery(artifacts=())
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_one_job_goes_to_one_worker(raced: Raced) -> None:
    def prepare() -> Pair:
        submit(creator())
        return partial(jobs.claim, "w1"), partial(jobs.claim, "w2")

    for one in raced(prepare):
        (claim,) = [answer for answer in one.answers if isinstance(answer, jobs.Claim)]
        assert one.answers.count(None) == 1, one
        assert Attempt.objects.filter(job=claim.job).count() == 1


def test_a_begun_job_goes_to_one_worker(raced: Raced) -> None:
    def prepare() -> Pair:
        submit(creator())
        jobs.park(claimed())
        return partial(jobs.claim, "w1"), partial(jobs.claim, "w2")

    for one in raced(prepare):
        (claim,) = [answer for answer in one.answers if isinstance(answer, jobs.Claim)]
        assert one.answers.count(None) == 1, one
        assert Job.objects.latest("pk").lease_owner == claim.lease.owner, one


def test_a_job_that_is_canceled_does_not_go_on(raced: Raced) -> None:
    def prepare() -> Pair:
        submit(creator())
        lease = claimed()
        job = Job.objects.get(pk=lease.job)
        return (
            partial(jobs.go_on, lease, job, Stage.NARRATION, percent=5),
            partial(jobs.cancel, job),
        )

    for one in raced(prepare):
        job = Job.objects.latest("pk")
        assert (job.status, job.lease_owner) == (JobStatus.CANCELED, ""), one
        moved = not isinstance(one.answers[0], jobs.LeaseLost)
        assert job.events.filter(kind="stage").count() == moved, one


def test_two_workers_take_two_jobs(raced: Raced) -> None:
    def prepare() -> Pair:
        submit(creator())
        submit(creator())
        return partial(jobs.claim, "w1"), partial(jobs.claim, "w2")

    for one in raced(prepare):
        taken = {answer.job for answer in one.answers if isinstance(answer, jobs.Claim)}
        # Whoever came too late for the first job may go away; the sweeper sends somebody again.
        assert taken, one


def test_no_creator_has_more_running_than_allowed(raced: Raced, settings: Settings) -> None:
    settings.JOBS_PER_CREATOR = 1

    def prepare() -> Pair:
        owner = creator(videos=2)
        submit(owner, "one")
        submit(owner, "two")
        return partial(jobs.claim, "w1"), partial(jobs.claim, "w2")

    for one in raced(prepare):
        assert Job.objects.filter(status=JobStatus.RUNNING).count() == 1, one


def test_a_cancel_and_a_success_exclude_each_other(raced: Raced) -> None:
    def prepare() -> Pair:
        job, lease = submit(creator()), claimed()
        return partial(jobs.cancel, job), partial(jobs.succeed, lease, NOTHING)

    for one in raced(prepare):
        assert (one.first is True) == isinstance(one.second, jobs.LeaseLost), one
        status = Job.objects.latest("pk").status
        assert status == ("canceled" if one.first else "succeeded"), one
        assert Notice.objects.filter(job__status="canceled").count() == 0


def test_a_success_and_a_cancel_exclude_each_other(raced: Raced) -> None:
    def prepare() -> Pair:
        job, lease = submit(creator()), claimed()
        return partial(jobs.succeed, lease, NOTHING), partial(jobs.cancel, job)

    for one in raced(prepare):
        assert isinstance(one.first, jobs.LeaseLost) == (one.second is True), one


def test_a_cancel_and_a_failure_exclude_each_other(raced: Raced) -> None:
    for failure in (BUSY, REFUSED):

        def prepare(failure: jobs.Failure = failure) -> Pair:
            job, lease = submit(creator()), claimed()
            return partial(jobs.fail_attempt, lease, failure), partial(jobs.cancel, job)

        for one in raced(prepare):
            job = Job.objects.latest("pk")
            assert job.status == ("canceled" if one.second else "failed"), one
            assert job.attempts.filter(phase="running").count() == 0, one


def test_a_cancel_and_a_claim_end_as_canceled(raced: Raced) -> None:
    def prepare() -> Pair:
        return partial(jobs.claim, "w1"), partial(jobs.cancel, submit(creator()))

    for one in raced(prepare):
        assert one.second is True, one
        job = Job.objects.latest("pk")
        assert (job.status, job.lease_owner) == ("canceled", ""), one
        assert job.attempts.filter(phase="running").count() == 0, one


def test_a_job_that_is_canceled_is_not_kept_here(raced: Raced) -> None:
    def prepare() -> Pair:
        job, lease = submit(creator()), claimed()
        return partial(jobs.keep_here, lease, "It stays."), partial(jobs.cancel, job)

    for one in raced(prepare):
        job = Job.objects.latest("pk")
        kept = not isinstance(one.first, jobs.LeaseLost)
        assert (one.second, job.status) == (True, "canceled"), one
        assert (job.notes == ["It stays."]) == kept, one
        assert job.events.filter(kind="kept_here").count() == int(kept), one


def test_a_worker_that_comes_back_and_the_sweeper(raced: Raced) -> None:
    for reclaims in (0, MAX_RECLAIMS - 1):

        def prepare(reclaims: int = reclaims) -> Pair:
            job, lease = submit(creator()), claimed()
            Job.objects.filter(pk=job.pk).update(reclaims=reclaims, lease_expires_at=job.created_at)
            return reclaim_expired, partial(jobs.succeed, lease, NOTHING)

        for one in raced(prepare):
            made = not isinstance(one.second, jobs.LeaseLost)
            assert made == (Job.objects.latest("pk").status == "succeeded"), one
            assert one.first == (0 if made else 1), one


def test_a_success_and_a_deadline_exclude_each_other(raced: Raced) -> None:
    for turned in (False, True):

        def prepare(*, turned: bool = turned) -> Pair:
            job, lease = submit(creator()), claimed()
            Job.objects.filter(pk=job.pk).update(started_at=LONG_AGO)
            pair = jobs.end_overdue, partial(jobs.succeed, lease, NOTHING)
            return (pair[1], pair[0]) if turned else pair

        for one in raced(prepare):
            ended, made = reversed(one.answers) if turned else one.answers
            assert ended == int(isinstance(made, jobs.LeaseLost)), one
            job = Job.objects.latest("pk")
            assert job.status == ("failed" if ended else "succeeded"), one
            assert job.attempts.filter(phase="running").count() == 0, one
            assert job.notices.count() == 1, one


def test_a_claim_and_a_deadline_exclude_each_other(raced: Raced) -> None:
    for turned in (False, True):

        def prepare(*, turned: bool = turned) -> Pair:
            job = submit(creator())
            Job.objects.filter(pk=job.pk).update(created_at=LONG_AGO)
            pair = jobs.end_overdue, partial(jobs.claim, "w1")
            return (pair[1], pair[0]) if turned else pair

        for one in raced(prepare):
            ended, taken = reversed(one.answers) if turned else one.answers
            assert ended == int(taken is None), one
            job = Job.objects.latest("pk")
            assert job.status == ("failed" if ended else "running"), one
            assert job.attempts.count() == 1 - ended, one


def test_a_cancel_and_a_deadline_exclude_each_other(raced: Raced) -> None:
    for turned in (False, True):

        def prepare(*, turned: bool = turned) -> Pair:
            job, _lease = submit(creator()), claimed()
            Job.objects.filter(pk=job.pk).update(started_at=LONG_AGO)
            pair = jobs.end_overdue, partial(jobs.cancel, job)
            return (pair[1], pair[0]) if turned else pair

        for one in raced(prepare):
            ended, canceled = reversed(one.answers) if turned else one.answers
            assert ended == int(not canceled), one
            assert Job.objects.latest("pk").status == ("failed" if ended else "canceled"), one


def test_two_sweepers_end_one_late_job_once(raced: Raced) -> None:
    def prepare() -> Pair:
        job, _lease = submit(creator()), claimed()
        Job.objects.filter(pk=job.pk).update(started_at=LONG_AGO)
        return jobs.end_overdue, jobs.end_overdue

    for one in raced(prepare):
        assert sorted(map(str, one.answers)) == ["0", "1"], one
        job = Job.objects.latest("pk")
        assert (job.status, job.failures, job.notices.count()) == ("failed", 1, 1), one


def test_two_sweepers_count_one_lost_worker_once(raced: Raced) -> None:
    def prepare() -> Pair:
        job, _lease = submit(creator()), claimed()
        Job.objects.filter(pk=job.pk).update(lease_expires_at=job.created_at)
        return reclaim_expired, reclaim_expired

    for one in raced(prepare):
        assert sorted(map(str, one.answers)) == ["0", "1"], one
        assert Job.objects.latest("pk").reclaims == 1


def test_the_last_failure_is_counted_once(raced: Raced) -> None:
    def prepare() -> Pair:
        job, lease = submit(creator()), claimed()
        Job.objects.filter(pk=job.pk).update(failures=MAX_ATTEMPTS - 1)
        return partial(jobs.fail_attempt, lease, BUSY), partial(jobs.fail_attempt, lease, BUSY)

    for one in raced(prepare):
        assert sum(isinstance(answer, jobs.LeaseLost) for answer in one.answers) == 1, one
        job = Job.objects.latest("pk")
        assert (job.status, job.failures) == ("failed", MAX_ATTEMPTS), one


def test_a_double_click_orders_once(raced: Raced) -> None:
    def prepare() -> Pair:
        owner = creator(videos=2)
        return partial(submit, owner), partial(submit, owner)

    for one in raced(prepare):
        assert one.first == one.second, one
        assert Job.objects.latest("pk").owner.jobs.count() == 1, one


def test_two_retries_make_a_video_once(raced: Raced) -> None:
    def prepare() -> Pair:
        job = submit(creator(videos=2))
        jobs.cancel(job)
        again = [partial(jobs.retry, job, idempotency_key=key) for key in ("one", "two")]
        return again[0], again[1]

    for one in raced(prepare):
        assert one.first == one.second, one


def test_an_e_mail_is_sent_once(raced: Raced, mailoutbox: list[object]) -> None:
    def prepare() -> Pair:
        submit(creator())
        jobs.fail_attempt(claimed(), REFUSED)
        mailoutbox.clear()
        return notifications.deliver_pending, notifications.deliver_pending

    for one in raced(prepare):
        assert len(mailoutbox) == 1, one


def test_the_queue_of_a_creator_never_grows_too_long(raced: Raced, settings: Settings) -> None:
    settings.QUEUED_JOBS_PER_CREATOR = 1

    def prepare() -> Pair:
        owner = creator(videos=2)
        return partial(submit, owner, "one"), partial(submit, owner, "two")

    for one in raced(prepare):
        assert sum(isinstance(answer, jobs.TooManyJobs) for answer in one.answers) == 1, one
        assert Job.objects.filter(status=JobStatus.QUEUED).count() == 1
