"""Faults planted on purpose: each makes the product wrong in a way that must not stay unseen.

A mutant replaces a piece of one function's source while it lives. `test_mutants` plays seeds until
an invariant breaks; a mutant that survives them all is a gap in the invariants, or is no fault.
"""

import importlib
import inspect
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: in `function` ("module:name", "module:class.name"), `old` gives way to `new`."""

    fault: str
    function: str
    old: str
    new: str

    @property
    def is_about_vendors(self) -> bool:
        """Whether it can show only in worlds that know vendors."""
        return any(one in self.function for one in ("filming", "ordering", "unfilmed"))

    @contextmanager
    def planted(self) -> Iterator[None]:
        """Have the fault while the block lasts.

        Raises:
            LookupError: the source is not there just once any more; the mutant needs mending.
        """
        path, name = self.function.split(":")
        module = importlib.import_module(path)
        function = attrgetter(name)(module)
        source = textwrap.dedent(inspect.getsource(function))
        if source.count(self.old) != 1:
            raise LookupError(f"{self.function} has not just one {self.old!r}")
        scope = dict(vars(module))
        exec(source.replace(self.old, self.new), scope)  # noqa: S102 - our own source
        healthy, function.__code__ = function.__code__, scope[function.__name__].__code__
        try:
            yield
        finally:
            function.__code__ = healthy


_CANCEL = "videos.jobs.canceling:cancel"
_SUCCEED = "videos.jobs.delivering:succeed"
_END = "job, name = _end(lease, delivery)"
_FAIL = "videos.jobs.failing:fail_attempt"
_END_FAILED = "videos.jobs.failing:end_as_failed"
_RETRY_LATER = "videos.jobs.failing:_retry_later"
_ACCEPT = "videos.jobs.ordering:accept"
_AFTER = "videos.execution.filming.choosing:after"
_ENQUEUE = "videos.jobs.submitting:_enqueue"

MUTANTS = (
    Mutant(
        "A worker that lost its lease still writes", "videos.jobs.leases:write",
        "lease.owner]", 'Job.objects.get(pk=lease.job).lease_owner]',
    ),
    Mutant(
        "Progress is written without a lease", "videos.jobs.progressing:report",
        "write(lease, ", "JobEvent.job.get_queryset().filter(pk=lease.job).update(",
    ),
    Mutant(
        "Canceling gives nothing back", _CANCEL,
        'ledger.release(job.public_id, reason=f"{job.video.campaign_name} was canceled")', "pass",
    ),
    Mutant("What is over can be canceled", _CANCEL, "pk=job.pk, status__in=LIVE", "pk=job.pk"),
    Mutant(
        "Canceling leaves the attempt running", _CANCEL,
        "attempts.cancel(job)", "pass",
    ),
    Mutant("Canceling is not told", _CANCEL, 'events.record(job.pk, "canceled")', "pass"),
    Mutant(
        "Success spends nothing", _SUCCEED,
        "ledger.capture(job.public_id, reason=name)", "pass",
    ),
    Mutant(
        "A crash can fall between success and its payment", _SUCCEED,
        f"    with transaction.atomic():\n        {_END}\n",
        f"    {_END}\n    with transaction.atomic():\n",
    ),
    Mutant(
        "Files are shown before the job is over", _SUCCEED,
        "    with transaction.atomic():\n",
        "    Artifact.objects.bulk_create(delivery.artifacts, ignore_conflicts=True)\n"
        "    delivery = Delivery(\n"
        "        artifacts=(), report=delivery.report, unfilmed=delivery.unfilmed)\n"
        "    with transaction.atomic():\n",
    ),
    Mutant(
        "Success is not told", "videos.jobs.delivering:_following",
        "yield notifications.ready(job)", "pass",
    ),
    Mutant(
        "Failure gives nothing back", _END_FAILED,
        'ledger.release(job.public_id, reason=f"{job.video.campaign_name} could not be made")',
        "pass",
    ),
    Mutant("Failure is not told", _END_FAILED, "notifications.record_failed(job)", "pass"),
    Mutant(
        "Failure leaves the attempt running", _END_FAILED,
        "attempts.fail(job, failure, next_step=told)", "pass",
    ),
    Mutant("What cannot succeed is tried again", _FAIL, "not failure.retryable or ", ""),
    Mutant("It is tried for ever", _FAIL, "job.failures + 1 >= MAX_ATTEMPTS", "False"),
    Mutant("Failures are not counted", _RETRY_LATER, "failures=job.failures + 1", "failures=0"),
    Mutant(
        "It is tried again at once", _RETRY_LATER,
        "available_at=timezone.now() + wait", "available_at=timezone.now()",
    ),
    Mutant(
        "What is not due is taken", "videos.jobs.statements:resume",
        "turn.query", """turn.query.replace("available_at <=", "'' <>")""",
    ),
    Mutant(
        "Vanished workers keep their jobs", "videos.jobs.claiming:reclaim_expired",
        "lease_expires_at__lt=now", "lease_expires_at=None",
    ),
    Mutant(
        "What kills workers goes on doing so", "videos.jobs.claiming:_reclaim",
        "reclaims=job.reclaims + 1", "reclaims=0",
    ),
    Mutant(
        "What is late is ended in name only", "videos.jobs.deadlines:_end",
        "end_as_failed(pk, overdue, failure)",
        "overdue.update(status=JobStatus.FAILED, lease_owner='', lease_expires_at=None, "
        "finished_at=timezone.now(), error_code=failure.code)",
    ),
    Mutant(
        "What began or ended meanwhile is ended as late", "videos.jobs.deadlines:_end",
        "lockable(overdue).first()", "Job.objects.get(pk=pk); overdue = Job.objects.filter(pk=pk)",
    ),
    Mutant(
        "What is not late is ended", "videos.jobs.deadlines:_running",
        "now - settings.RUN_DEADLINE", "now",
    ),
    Mutant(
        "One creator takes every worker", "videos.jobs.claiming:claim",
        "timezone.now(), settings.JOBS_PER_CREATOR", "timezone.now(), 9",
    ),
    Mutant(
        "Trying again is no attempt", "videos.jobs.statements:resume", "(again,)", "()",
    ),
    Mutant(
        "A double click is not known again", "videos.jobs.submitting:_submitted",
        "Job.objects.filter(owner_id=owner, idempotency_key=key)", "Job.objects.none()",
    ),
    Mutant(
        "Nothing is held for a job", _ENQUEUE,
        "ledger.hold(video.owner_id, job.price, job=job.public_id, reason=video.campaign_name)",
        "pass",
    ),
    Mutant(
        "A video can be in the making twice", "videos.jobs.submitting:retry",
        "return going or", "return",
    ),
    Mutant(
        "A video that is made can be made and paid again", "videos.jobs.submitting:retry",
        "(*LIVE, JobStatus.SUCCEEDED)", "LIVE",
    ),
    Mutant(
        "More can be spent than is there", "billing.statements:post",
        "_write(move.kind)", '_write(move.kind).replace("available.balance >= ", "0 <= ")',
    ),
    Mutant(
        "Tokens vanish on their way", "billing.statements:post",
        "(_MOVE,)", '(_MOVE.replace("IN (debit_id, credit_id)", "= debit_id"),)',
    ),
    Mutant(
        "Refunds exceed what was spent", "billing.ledger:refund",
        "amount + sum(", "amount + 0 * sum(",
    ),
    Mutant(
        "A refund pressed twice is told twice", "videos.jobs.refunding:refund",
        "if is_new", "if True",
    ),
    Mutant(
        "A refund is not told", "videos.jobs.refunding:_tell",
        "notifications.record_refunded(job, event)", "pass",
    ),
    Mutant(
        "A repeated transfer moves tokens again", "billing.ledger:_known_or_refused",
        "return _same(earlier, move)", 'return _post(replace(move, key=f"{move.key}+"))',
    ),
    Mutant(
        "Lost messages stay lost", "videos.execution.sweeper:_nudge_due",
        "return sum(queue.nudge() for _ in range(min(waiting, room)))", "return 0",
    ),
    Mutant(
        "E-mails are marked and never sent", "videos.notifications:_deliver",
        "_email(notice).send()", "_email(notice)",
    ),
    Mutant(
        "A stale worker deletes the files of its successor", "videos.execution.storing:run",
        "artifacts.discard(stored)",
        "artifacts.discard(artifacts.Artifact.objects.filter(job=step.job))",
    ),
    Mutant(
        "A stale worker replaces the files of its successor", "videos.storage.artifacts:store",
        "    with path.open", "    [default_storage.delete(one.key) for one in "
        "Artifact.objects.filter(job=job, kind=kind)]\n    with path.open",
    ),
    Mutant(
        "What a dead worker stored stays for ever", "videos.storage.artifacts:_tidy",
        "not in named", "is None",
    ),
    Mutant(
        "An order is sent before it is written down",
        "videos.execution.filming.scene:Filming._place",
        "    order = ordering.begin(", "    maker.submit(self.brief)\n    order = ordering.begin(",
    ),
    Mutant(
        "A vendor's id is not kept", _ACCEPT, '"remote_id": ticket.remote_id', '"remote_id": ""',
    ),
    Mutant(
        "An answer that comes after giving up is dropped", _ACCEPT,
        "_reopen(order, fields)", "pass",
    ),
    Mutant(
        "Doubt is taken for a refusal", "videos.execution.filming.asking:send",
        "error.kind is not ErrorKind.AMBIGUOUS", "True",
    ),
    Mutant(
        "An order that is sought is given up at once", "videos.execution.filming.asking:_sought",
        "timezone.now() - order.created_at < patience(maker)", "False",
    ),
    Mutant(
        "What was lost is ordered again and again", _AFTER,
        "not any(one.at_our_cost for one in tried)", "True",
    ),
    Mutant(
        "Words that were refused go to the next vendor", _AFTER,
        "last.error_kind == ErrorKind.MODERATION", "False",
    ),
    Mutant(
        "Nobody tells vendors of jobs that are over", "videos.execution.filming.winding:_stopped",
        "maker.cancel(ordering.ticket_of(order))", "pass",
    ),
    Mutant(
        "What vendors say is written over what is known", "videos.jobs.ordering:_in",
        ", phase__in=phases", "",
    ),
    Mutant(
        "Whoever lost a job orders for it", "videos.jobs.ordering:begin",
        "write(lease, lease_owner=lease.owner)", "pass",
    ),
    Mutant(
        "A clip that a dead worker brought stays for ever", "videos.execution.filming.clips:tidy",
        "not in named", "is None",
    ),
    Mutant(
        "What vendors did not film is kept", "videos.jobs.refunding:refund_unfilmed",
        "if back:", "if not job.surcharge:",
    ),
    Mutant(
        "Clips are paid that came too late to be shown", "videos.execution.storing:_unfilmed",
        "return ", "__import__('tests.filmed', fromlist='x').keep_drawn(step); return ",
    ),
    Mutant(
        "Clips of delivered videos stay for ever", "videos.execution.filming.clips:discard",
        "ordering.forget_clips(job.pk)", "()",
    ),
)  # fmt: skip
