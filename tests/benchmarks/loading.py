"""Rows by the million, written by SQL: creators, and videos with a job each."""

import json

NUMBERS = """WITH RECURSIVE n(i) AS (
    SELECT CAST({first} AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < {last})"""
_USERS = """INSERT INTO creator_user (id, password, is_superuser, first_name, last_name, is_staff,
    is_active, date_joined, email)
    {numbers} SELECT i, '', FALSE, '', '', FALSE, TRUE, CURRENT_TIMESTAMP, i || '@example.com'
    FROM n"""
_VIDEOS = """INSERT INTO videos_video (id, public_id, owner_id, campaign_name, spec, share_token,
    is_shared, created_at)
    {numbers} SELECT i, 'vid_' || i, 1 + i % {creators}, 'Dawnroast', '{spec}', i, FALSE,
    CURRENT_TIMESTAMP FROM n"""
_JOBS = """INSERT INTO videos_job (id, public_id, video_id, owner_id, kind, status, stage,
    stage_done, stage_total, progress, spec, storyboard, route, notes, price, surcharge,
    available_at, lease_owner, failures, reclaims, error_code, error_message, idempotency_key,
    request_id, created_at, finished_at)
    {numbers} SELECT i, 'job_' || i, i, 1 + i % {creators}, 'full', '{status}', 'planning', 0, 0, 0,
    '{spec}', '{{}}', '{{"provider": "local"}}', '[]', 50, 0, CURRENT_TIMESTAMP, '', 0, 0, '', '',
    i, '', CURRENT_TIMESTAMP, {finished_at} FROM n"""


def creators(first: int, last: int) -> str:
    """Return the statement that writes creators with these numbers."""
    return _USERS.format(numbers=NUMBERS.format(first=first, last=last))


def jobs(first: int, last: int, *, creators: int, live: bool) -> list[str]:
    """Return the statements that write videos with a queued or a finished job each."""
    from tests.orders import ORDER
    from videos.spec import to_json

    numbers = NUMBERS.format(first=first, last=last)
    spec = json.dumps(to_json(ORDER)).replace("'", "''")
    status, finished_at = ("queued", "NULL") if live else ("succeeded", "CURRENT_TIMESTAMP")
    return [
        _VIDEOS.format(numbers=numbers, creators=creators, spec=spec),
        _JOBS.format(
            numbers=numbers, creators=creators, spec=spec, status=status, finished_at=finished_at
        ),
    ]
