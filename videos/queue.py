"""The broker, and the nudge that wakes a worker.

Messages carry nothing and are interchangeable: the database rows are the jobs. Losing a message
costs half a second, until the sweeper nudges again; doubling one costs an empty look.
"""

import logging
from functools import cache

import dramatiq
from django.conf import settings
from django.db import transaction
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import BrokerError
from dramatiq.middleware import AgeLimit, Middleware
from redis import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

QUEUE = "reelsmith"
ACTOR = "work"
CAP = 16
"""Never more waiting messages than this: one message drains many jobs."""
MESSAGE_AGE_MS = 60_000
HEARTBEAT_MS = 15_000
"""After this long a dead worker's messages are taken back; the default is a minute."""
MAINTENANCE_CHANCE = 100_000
"""Look for dead workers on every poll; by default an idle broker takes some 800 s to notice."""


@cache
def broker() -> dramatiq.Broker:
    """Return the broker, made on first use and registered as Dramatiq's own.

    Without REDIS_URL, as in tests and one-off commands, it is a broker in memory.
    """
    middleware: list[Middleware] = [AgeLimit()]
    made: dramatiq.Broker
    if settings.REDIS_URL:
        from dramatiq.brokers.redis import RedisBroker

        made = RedisBroker(  # type: ignore[no-untyped-call]
            client=redis_client(),
            middleware=middleware,
            heartbeat_timeout=HEARTBEAT_MS,
            maintenance_chance=MAINTENANCE_CHANCE,
        )
    else:
        made = StubBroker(middleware=middleware)
    made.declare_queue(QUEUE)
    dramatiq.set_broker(made)
    return made


@cache
def redis_client() -> Redis:
    """Return a client of the broker's Redis, with short time-outs."""
    return Redis.from_url(settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=2)


def nudge_on_commit() -> None:
    """Wake a worker once the current transaction is committed."""
    transaction.on_commit(nudge)


def nudge() -> bool:
    """Wake a worker; False when the broker is away or has messages enough.

    Best effort by design: the sweeper nudges again for every row that is due.
    """
    try:
        if not room():
            return False
        broker().enqueue(_message())
    except (BrokerError, RedisError) as error:
        log.warning("The broker did not take a nudge: %s", error)
        return False
    return True


def room() -> int:
    """Return how many more messages the queue takes; none while the broker is away."""
    if not settings.REDIS_URL:
        return CAP
    try:
        waiting = int(redis_client().llen(f"dramatiq:{QUEUE}"))
    except RedisError:
        return 0
    return max(0, CAP - waiting)


def _message() -> "dramatiq.Message[None]":
    return dramatiq.Message(
        queue_name=QUEUE,
        actor_name=ACTOR,
        args=(),
        kwargs={},
        options={"max_age": MESSAGE_AGE_MS},
    )
