"""The use cases of a job: the only writer of `Job.status` and the only caller of the ledger.

    submit -> queued -> claim -> running -> succeed | fail_attempt | cancel
                                  ^     |      |
                                  +-----+      +-> refund, while something is left to give
                                  park, retry with backoff, reclaim

What is queued or running for too long is ended by `end_overdue`.

Each verb is one short transaction. A worker's verbs take the `Lease` it was given by `claim` and
change nothing, raising `LeaseLost`, once the lease belongs to somebody else.
"""

from videos.jobs.attempts import Failure
from videos.jobs.canceling import cancel
from videos.jobs.claiming import Claim, Lease, LeaseLost, claim, park, reclaim_expired, renew
from videos.jobs.deadlines import deadline, end_overdue
from videos.jobs.delivering import Delivery, succeed
from videos.jobs.failing import fail_attempt
from videos.jobs.hinting import look_sooner
from videos.jobs.moving import advance, go_on
from videos.jobs.progressing import (
    record_drawing,
    record_filming,
    report,
    save_notes,
    save_plan,
)
from videos.jobs.refunding import REASON_MAX, refund, refund_rest
from videos.jobs.rerouting import keep_here
from videos.jobs.submitting import IdempotencyConflict, TooManyJobs, retry, submit

__all__ = [
    "REASON_MAX",
    "Claim",
    "Delivery",
    "Failure",
    "IdempotencyConflict",
    "Lease",
    "LeaseLost",
    "TooManyJobs",
    "advance",
    "cancel",
    "claim",
    "deadline",
    "end_overdue",
    "fail_attempt",
    "go_on",
    "keep_here",
    "look_sooner",
    "park",
    "reclaim_expired",
    "record_drawing",
    "record_filming",
    "refund",
    "refund_rest",
    "renew",
    "report",
    "retry",
    "save_notes",
    "save_plan",
    "submit",
    "succeed",
]
