"""The files that creators bring: judged on arrival, kept privately, bound to their owner.

`arriving` streams a request's files to disk, `receiving` judges one and keeps it, `using` finds
uploads for an order and ties them to its video, `keeping` lists and deletes them. `sessions` takes
files that come bit by bit, or straight to the bucket.
"""

from videos.uploads.keeping import InUse, delete, discard, forget, listed, owned
from videos.uploads.limits import StorageFull, TooLarge
from videos.uploads.receiving import receive
from videos.uploads.using import attach, chosen, find, of_order, recorded_seconds, slots

__all__ = [
    "InUse",
    "StorageFull",
    "TooLarge",
    "attach",
    "chosen",
    "delete",
    "discard",
    "find",
    "forget",
    "listed",
    "of_order",
    "owned",
    "receive",
    "recorded_seconds",
    "slots",
]
