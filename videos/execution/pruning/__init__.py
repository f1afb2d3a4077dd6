"""Deletes files whose time is over: of videos, of previews, of what was deleted, and material.

`due` says what that is, `deleting` does it a page at a time, `announcing` tells creators before,
`counting` says what it would come to, and `rounds` has the sweeper do all of it once a day.

Rows go first, then files. A crash in between leaves a file that no row names, which whoever tidies
storage finds; the other way round it would leave a row that promises a file, a page that offers it,
and a recheck that takes it for lost and gives tokens back.
"""

from videos.execution.pruning.announcing import announce, retract
from videos.execution.pruning.counting import Count, count
from videos.execution.pruning.deleting import prune
from videos.execution.pruning.rounds import go_on

__all__ = ["Count", "announce", "count", "go_on", "prune", "retract"]
