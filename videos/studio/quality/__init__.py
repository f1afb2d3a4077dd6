"""The gate before delivery: a finished file is opened again and measured, not believed.

`report` gathers what `pictures` and `sounds` measure; `rules` says what of it is a fault.
"""

from videos.studio.quality.report import Report, inspect
from videos.studio.quality.rules import faults, problems

__all__ = ["Report", "faults", "inspect", "problems"]
