"""What admins see of videos and jobs: everything to judge by, nothing to edit by hand.

One thing they do: give back what a delivered video cost, which is a use case and no edit.
"""

from videos.admin import jobs, records, submissions

__all__ = ["jobs", "records", "submissions"]
