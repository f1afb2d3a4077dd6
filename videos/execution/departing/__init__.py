"""Takes a creator's things away who leaves: what shows them at once, their files page by page.

`closing` is what happens at that moment; `working_off` is the sweeper's part, and does everything
again once what was under way at that moment has ended: a request that was let in before may still
have ordered a video, or brought a file.
"""

from videos.execution.departing.closing import begin, stop
from videos.execution.departing.working_off import work_off

__all__ = ["begin", "stop", "work_off"]
