"""What tells of each planted fault: the world in which it was found last, which is played first.

A hint and no more: a fault that does not show there any more, because the product asks its database
in another order, is looked for in all worlds. `pytest -rP tests/simulation/test_mutants.py` prints
where each one was found.
"""

TELLING: dict[str, int] = {
    "A video can be in the making twice": 1,
    "A worker that lost its lease still writes": 2,
    "A video that is made can be made and paid again": 1,
    "Progress is written without a lease": 3,
    "Canceling gives nothing back": 0,
    "What is over can be canceled": 0,
    "Canceling leaves the attempt running": 0,
    "Canceling is not told": 0,
    "Success spends nothing": 1,
    "A crash can fall between success and its payment": 5,
    "More can be spent than is there": 0,
    "Tokens vanish on their way": 0,
    "Refunds exceed what was spent": 7,
    "A refund pressed twice is told twice": 1,
    "A refund is not told": 2,
    "Files are shown before the job is over": 4,
    "A repeated transfer moves tokens again": 1,
    "Success is not told": 1,
    "Failure gives nothing back": 0,
    "Failure is not told": 0,
    "Failure leaves the attempt running": 0,
    "What cannot succeed is tried again": 1,
    "It is tried for ever": 2,
    "Failures are not counted": 1,
    "It is tried again at once": 0,
    "Lost messages stay lost": 2,
    "E-mails are marked and never sent": 0,
    "What is not due is taken": 2,
    "Vanished workers keep their jobs": 1,
    "What kills workers goes on doing so": 13,
    "What is late is ended in name only": 0,
    "What began or ended meanwhile is ended as late": 8,
    "What is not late is ended": 0,
    "One creator takes every worker": 0,
    "Trying again is no attempt": 1,
    "A double click is not known again": 0,
    "Nothing is held for a job": 0,
    "Nobody tells vendors of jobs that are over": 0,
    "What a dead worker stored stays for ever": 13,
    "An order is sent before it is written down": 2,
    "A vendor's id is not kept": 0,
    "What vendors say is written over what is known": 26,
    "An answer that comes after giving up is dropped": 26,
    "Doubt is taken for a refusal": 2,
    "Whoever lost a job orders for it": 18,
    "What vendors did not film is kept": 2,
    "Clips of delivered videos stay for ever": 6,
    "Words that were refused go to the next vendor": 6,
}
_SENT_ONCE_MORE = (
    "tests/filming/test_filming.py"
    "::test_an_order_that_nobody_answered_is_sent_once_more_at_our_cost"
)
_OVERTAKEN = (
    "tests/execution/test_storing_faults.py"
    "::test_who_loses_the_job_while_storing_leaves_what_its_successor_stored"
)
STORIES = {
    "A stale worker deletes the files of its successor": f"{_OVERTAKEN}[after]",
    "A stale worker replaces the files of its successor": f"{_OVERTAKEN}[before]",
    "A clip that a dead worker brought stays for ever": (
        "tests/filming/test_leftovers.py::test_what_a_dead_worker_stored_goes_when_its_job_is_over"
    ),
    "An order that is sought is given up at once": _SENT_ONCE_MORE,
    "What was lost is ordered again and again": _SENT_ONCE_MORE,
    "Clips are paid that came too late to be shown": (
        "tests/filming/test_late_clips.py"
        "::test_a_clip_that_comes_after_the_video_was_assembled_is_not_paid"
    ),
}
"""Of faults that worlds show too seldom to be waited for: the test that must fail with them."""
