"""What vendors make of a job: clips for its scenes, or a presenter who speaks the whole script.

One pass asks for whatever is due and returns; between passes the job is parked, so no thread waits
for a vendor. What was tried stands in `Submission` rows, and `choosing` says what follows on it.
"""

from videos.execution.filming.filming import run
from videos.execution.filming.material import in_plan, unfilmed
from videos.execution.filming.winding import wind_up

__all__ = ["in_plan", "run", "unfilmed", "wind_up"]
