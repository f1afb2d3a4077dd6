"""What a stage gets to work with."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from videos import jobs
from videos.estimates import workload
from videos.exceptions import Interrupted
from videos.execution.workspace import Workspace
from videos.models import Job
from videos.providers.registry import STUDIO
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
    _began: float = field(init=False)
    _reported: float = field(default=0.0)
    _kept: int | None = field(default=None)
    """Pictures that were there when drawing began."""
    _drew: bool = field(default=False)

    def __post_init__(self) -> None:
        self._began = time.monotonic()

    @property
    def is_filmed(self) -> bool:
        """Whether the job's route goes to a vendor at all."""
        return bool(self.job.route["provider"] != STUDIO)

    def report(self, done: int, total: int) -> None:
        """Store that `done` of `total` units of this stage are done.

        Raises:
            Interrupted: the step must stop.
        """
        if self.should_stop():
            raise Interrupted("The work was stopped.")
        # The last report of a stage that was quick is overtaken at once by the end of the stage.
        since = self._reported if done < total else self._began
        now = time.monotonic()
        if now - since < REPORT_SECONDS:
            return
        self._reported = now
        stage = Stage(self.job.stage)
        if stage is Stage.VISUALS:
            self._note_first_picture(done, total)
        reached = workload(self.job.order).percent(stage, done, total)
        jobs.report(self.lease, done=done, total=total, percent=max(reached, self.job.progress))

    def _note_first_picture(self, done: int, total: int) -> None:
        """Let the timeline know when drawing has begun to yield; pictures kept before are none."""
        if self._kept is None:
            self._kept = done
        elif not self._drew and done > self._kept:
            self._drew = True
            jobs.record_drawing(self.lease, done=done, total=total)
