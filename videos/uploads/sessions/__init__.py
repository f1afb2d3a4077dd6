"""Files that come bit by bit, or straight to the bucket, and go on after a line that broke.

    session = begin(owner, Announced(...))   # limits, and which way the file comes
    form(session), links(session, numbers)   # where it goes, if that is the bucket
    append(session, offset, piece, length)   # or what the web server takes
    complete(session)                        # all of it is there: a small one is judged at once
    judge(session, lease, should_stop)       # what workers do with the others

Whatever becomes of a session, it ends in a row that says so, and nothing of it stays in
`incoming/`.
"""

from videos.uploads.sessions.buckets import LINK_SECONDS, Link, form, links, origin, parts_there
from videos.uploads.sessions.claiming import Lease, LeaseLost, claim, due, renew
from videos.uploads.sessions.completing import AT_ONCE_BYTES, complete
from videos.uploads.sessions.ending import abort, end_stale
from videos.uploads.sessions.errors import (
    Busy,
    Gone,
    Incomplete,
    SessionOver,
    TooMany,
    TooMuch,
    WrongOffset,
    WrongWay,
)
from videos.uploads.sessions.judging import judge
from videos.uploads.sessions.opening import Announced, begin, owned, still_open
from videos.uploads.sessions.parts import PART_BYTES, count_of
from videos.uploads.sessions.pieces import append, offset_of

__all__ = [
    "AT_ONCE_BYTES",
    "LINK_SECONDS",
    "PART_BYTES",
    "Announced",
    "Busy",
    "Gone",
    "Incomplete",
    "Lease",
    "LeaseLost",
    "Link",
    "SessionOver",
    "TooMany",
    "TooMuch",
    "WrongOffset",
    "WrongWay",
    "abort",
    "append",
    "begin",
    "claim",
    "complete",
    "count_of",
    "due",
    "end_stale",
    "form",
    "judge",
    "links",
    "offset_of",
    "origin",
    "owned",
    "parts_there",
    "renew",
    "still_open",
]
