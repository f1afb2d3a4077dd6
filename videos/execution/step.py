"""What a stage gets to work with."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from videos import jobs
from videos.exceptions import Interrupted
from videos.execution.percent import percent
from videos.execution.workspace import Workspace
from videos.models import Job
from videos.states import Stage

REPORT_SECONDS = 0.5
"""Progress is written at most this often."""


@dataclass(slots=True, kw_only=True)
class Step:
    """One step of one job: its row as claimed, its scratch folder, and ways to report and stop."""

    job: Job
    lease: jobs.Lease
    workspace: Workspace
    should_stop: Callable[[], bool]
    _reported: float = field(default=0.0)

    def report(self, done: int, total: int) -> None:
        """Store that `done` of `total` units of this stage are done.

        Raises:
            Interrupted: the step must stop.
        """
        if self.should_stop():
            raise Interrupted("The work was stopped.")
        now = time.monotonic()
        if done < total and now - self._reported < REPORT_SECONDS:
            return
        self._reported = now
        reached = percent(Stage(self.job.stage), done, total)
        jobs.report(self.lease, done=done, total=total, percent=max(reached, self.job.progress))
