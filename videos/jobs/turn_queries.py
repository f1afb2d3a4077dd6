"""The queries by which whose turn it is, is found: SQL, each made once."""

from functools import cache

from django.db import connection

from videos.states import JobStatus

_ORDER = "kind DESC, available_at, id"
_A_FEW = 16
"""Of so many one is taken: others may be about to take the first ones."""
_MANY = 2_000
"""Between so many busy creators free ones are looked for. If there are more, the queue is read."""
_RUNNING = "SELECT owner_id FROM videos_job WHERE status = 'running' GROUP BY owner_id"
_OWN = "FROM videos_job AS own WHERE own.owner_id = videos_job.owner_id AND own.status = 'running'"
_COUNT = f"(SELECT COUNT(*) {_OWN})"
"""How many jobs of a job's creator are running: quickly read, if not for thousands of jobs."""
_NO_OTHER = f"NOT EXISTS (SELECT 1 {_OWN} LIMIT 1 OFFSET 1)"
"""Not a count of one: PostgreSQL takes it that few have a certain count, and sorts them all."""
_LAST_KEY = 9223372036854775807
_NOBODY = "SELECT 0 AS owner_id"
"""A key before all others, which no creator has."""
_LIVE = "SELECT 1 FROM videos_job WHERE status IN ('queued', 'running')"


@cache
def glance() -> str:
    """Return the query for what waits: if a job is queued, whether a creator may have queued ones
    and none running, else NULL; and whether a begun one waits.
    """
    return f"SELECT ({_free()}), EXISTS (SELECT 1 FROM videos_job WHERE {_due(JobStatus.RUNNING)})"


def _free(others: str = _NOBODY) -> str:
    """Return a query for whether a creator may have queued jobs and none running, if one is due.

    `others` is a query for creators who are taken for busy.
    """
    # The offset has PostgreSQL look for one creator's jobs, not list everybody's first.
    free = f"NOT EXISTS (SELECT 1 {_OWN} LIMIT 1 OFFSET 0) AND owner_id NOT IN ({others})"
    queued = f"FROM videos_job WHERE {_due(JobStatus.QUEUED)}"
    first = f"SELECT {free} AS is_free {queued} ORDER BY {_ORDER} LIMIT 1"
    # Whether anybody else is free is looked for only if whoever is first in line is not.
    anybody = _somebody_is_free(others)
    return f"SELECT CASE WHEN is_free THEN TRUE ELSE {anybody} END FROM ({first}) AS head"


def _somebody_is_free(others: str) -> str:
    """Return SQL for whether there may be a creator with live jobs, of whom none runs.

    In the index of live jobs they would be before all who are busy, or between two of them who are
    not neighbours.
    """
    running = f"SELECT owner_id FROM ({_RUNNING} ORDER BY owner_id LIMIT {_MANY}) AS looked_through"
    # The offset has PostgreSQL look into each gap by itself.
    return f"""EXISTS (
    SELECT 1 FROM (
        SELECT owner_id AS busy, LEAD(owner_id, 1, {_LAST_KEY}) OVER (ORDER BY owner_id) AS next
        FROM ({_NOBODY} UNION ALL {others} UNION ALL {running}) AS busy_ones
    ) AS gap
    WHERE next > busy + 1
        AND EXISTS ({_LIVE} AND owner_id > busy AND owner_id < next LIMIT 1 OFFSET 0)
)"""


@cache
def outranking() -> str:
    """Return the query for whether anything waits that comes before a begun job of a creator.

    That is a job of somebody who is free and was not served a moment ago; a begun one of a higher
    kind; or, if its creator has others running, the only one of somebody else. All who have several
    running are equals here.
    """
    begun = f"SELECT 1 FROM videos_job WHERE {_due(JobStatus.RUNNING)}"
    others = "owner_id = %(owner)s AND status = 'running' LIMIT 1 OFFSET 1"
    return f"""
SELECT COALESCE(({_free(_served())}), FALSE)
    OR EXISTS ({begun} AND kind > %(kind)s)
    OR (EXISTS (SELECT 1 FROM videos_job WHERE {others}) AND EXISTS ({begun} AND {_NO_OTHER}))
"""


def _served() -> str:
    if connection.vendor == "sqlite":
        return "SELECT value AS owner_id FROM json_each(%(served)s)"
    values = "json_array_elements_text(CAST(%(served)s AS json)) AS value"
    return f"SELECT CAST(value AS bigint) AS owner_id FROM {values}"


@cache
def first_ones() -> str:
    """Return the query for a queued job of a creator who has none running."""
    return _turn(JobStatus.QUEUED, f"owner_id NOT IN ({_RUNNING})")


@cache
def only_ones() -> str:
    """Return the query for a begun job of a creator who has no other running."""
    return _turn(JobStatus.RUNNING, _NO_OTHER)


@cache
def begun_ones() -> str:
    """Return the query for a begun job of a creator with others, of those with the fewest first."""
    return _turn(JobStatus.RUNNING, f"{_COUNT} > 1", order=f"{_COUNT}, {_ORDER}")


@cache
def further_ones(count: int) -> str:
    """Return the query for a queued job of a creator who has `count` running, none aside.

    Often thousands are queued and none of them fits. So all creators with another number are looked
    up once beforehand, and if there is nobody with this one, no job is looked at.
    """
    return _turn(
        JobStatus.QUEUED,
        f"EXISTS ({_RUNNING} HAVING COUNT(*) = {count})"
        f" AND owner_id NOT IN ({_RUNNING} HAVING COUNT(*) <> {count})",
    )


def _turn(status: JobStatus, fits: str, order: str = _ORDER) -> str:
    """Return the query for the first due job that fits.

    It finds the keys of some in an index, which says all that is asked there, and only then looks
    at rows.
    """
    keys = (
        f"SELECT id FROM videos_job WHERE {_due(status)} AND {fits} ORDER BY {order} LIMIT {_A_FEW}"
    )
    chosen = "SELECT id, owner_id FROM videos_job WHERE"
    if not connection.features.has_select_for_update_skip_locked:
        return f"{chosen} id IN ({keys}) ORDER BY {order} LIMIT 1"
    # An array, so that the keys are found once even if the database takes the queue for empty; and
    # asked once more of each row, as somebody may have had it meanwhile.
    return (
        f"{chosen} id = ANY(ARRAY({keys})) AND {_waiting(status)}"
        f" ORDER BY {order} LIMIT 1 FOR UPDATE SKIP LOCKED"
    )


def _due(status: JobStatus) -> str:
    # As the index of turns says it, word by word, or SQLite would not use it.
    return f"{_waiting(status)} AND finished_at IS NULL"


def _waiting(status: JobStatus) -> str:
    return f"status = '{status}' AND lease_owner = '' AND available_at <= %(now)s"
