"""How far a job is, from how far its stage is."""

from videos.states import Stage

WEIGHTS = {
    Stage.PLANNING: 3,
    Stage.NARRATION: 7,
    Stage.VISUALS: 78,
    Stage.ASSEMBLING: 7,
    Stage.CHECKING: 3,
    Stage.STORING: 2,
}
"""Share of the work of each stage, in percent; measured on a 30-second video."""


def percent(stage: Stage, done: int, total: int) -> int:
    """Return the percentage of the whole job when `done` of `total` of `stage` are done.

    Below 100: only delivery completes a job.
    """
    order = list(Stage)
    before = sum(WEIGHTS[earlier] for earlier in order[: order.index(stage)])
    share = min(1.0, done / total) if total else 0.0
    return min(99, int(before + WEIGHTS[stage] * share))
