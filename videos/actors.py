"""Dramatiq's actors: thin, no arguments, the work is in `execution`."""

import dramatiq
from django.db import close_old_connections

from videos import queue
from videos.execution.engine import run_due
from videos.execution.packaging import run_idle

DRAIN_SECONDS = 2.0
"""How long one message keeps taking due work before it makes room for the next."""

queue.broker()


@dramatiq.actor(actor_name=queue.ACTOR, queue_name=queue.QUEUE)
def work() -> None:
    """Work on whatever is due; with nothing due, make delivered videos ready for streaming."""
    close_old_connections()
    try:
        run_due(seconds=DRAIN_SECONDS)
        run_idle()
    finally:
        close_old_connections()
