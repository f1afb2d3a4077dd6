"""How a job is taken from the vendors of its route."""

from django.db import transaction

from videos.jobs import timeline_events as events
from videos.jobs.leases import Lease, read, write
from videos.models import Attempt
from videos.providers.registry import STUDIO
from videos.router import Route
from videos.spec import from_json, to_json
from videos.states import AttemptPhase


def keep_here(lease: Lease, note: str) -> None:
    """Have the studio make the job from here on, and tell its creator why.

    The price stays as it is held; what was for vendors goes back when the job is delivered.

    Raises:
        LeaseLost: nothing is written.
    """
    with transaction.atomic():
        job = read(lease)
        route = from_json(Route, job.route)
        kept = to_json(route.kept_here(STUDIO, note))
        write(lease, route=kept, notes=[*job.notes, note])
        Attempt.objects.filter(job=job, phase=AttemptPhase.RUNNING).update(provider=STUDIO)
        events.record(job.pk, "kept_here", provider=route.provider, reason=note)
