"""Deletes what a creator wrote, and what was made of it or said about it.

Rows stay, for the books refer to them: who paid how much for what kind of work, and how it ended.
"""

from config.types import UserId
from videos.models import Attempt, Job, Submission, Video

NAMELESS = "Deleted video"


def forget(owner: UserId) -> None:
    """Empty the texts of the videos of `owner`, and of the jobs on which nobody works."""
    Video.objects.filter(owner=owner).update(campaign_name=NAMELESS, spec={})
    over = Job.objects.filter(owner=owner, finished_at__isnull=False)
    over.update(spec={}, storyboard={}, notes=[], error_message="", request_id="")
    Attempt.objects.filter(job__in=over).update(error_message="", evidence="")
    # One that is live is still to be stopped at its vendor, which takes its ticket.
    Submission.objects.filter(job__in=over, ended_at__isnull=False).update(
        brief={}, ticket={}, error_message="", evidence="", source="", credit=""
    )
