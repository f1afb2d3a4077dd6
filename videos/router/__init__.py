"""Chooses who makes a video, and says why. Pure: the same facts give the same route.

`facts` is what has to be known, gathered by `videos.quotes`; `obstacles` says who cannot, `scoring`
who is better, `ranking` puts the two together.
"""

from videos.router.facts import (
    Circuit,
    Conditions,
    Facts,
    Preference,
    Standing,
    Work,
)
from videos.router.ranking import AUTO, NoProvider, rank
from videos.router.route import Candidate, Route

__all__ = [
    "AUTO", "Candidate", "Circuit", "Conditions", "Facts", "NoProvider", "Preference",
    "Route", "Standing", "Work", "rank",
]  # fmt: skip
