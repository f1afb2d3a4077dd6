"""Brings one scene, or the whole script, as far as it can come now."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils import timezone

from videos.callbacks import callback_for
from videos.execution.filming import asking, choosing, limits
from videos.execution.filming.choosing import Draw, Follow, Keep, Place, Wait
from videos.execution.step import Step
from videos.jobs import ordering
from videos.models import Submission
from videos.providers.base import Brief
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.registry import declaration, vendor
from videos.states import SubmissionPhase

WHOLE = -1
"""Stands for the whole script where a scene's index would stand."""


@dataclass(slots=True, kw_only=True)
class Filming:
    """One scene of a job: who may film it, what was asked of them, what is wanted."""

    step: Step
    route: Sequence[str]
    scene: int
    brief: Brief
    closed: frozenset[str]
    """Vendors that get no new orders at the moment."""
    tried: list[Submission] = field(default_factory=list)

    def advance(self) -> datetime | None:
        """Do all that is due; return when there is more to do, None when nothing is.

        Raises:
            Interrupted: the step must stop.
        """
        while True:
            chosen = self._chosen()
            match chosen:
                case Keep() | Draw():
                    return None
                case Wait(until):
                    return until
                case Follow():
                    due = self.tried[-1].next_poll_at
                    if due is not None and due > timezone.now():
                        return due
                    asking.follow(self.tried[-1], self.step.should_stop, self._end)
                case Place(provider, at_our_cost):
                    if limits.is_full(provider):
                        return timezone.now() + limits.FULL_WAIT
                    self._place(provider, at_our_cost=at_our_cost)
            self.look()

    def is_given_up(self) -> bool:
        """Say whether no vendor films this any more."""
        return isinstance(self._chosen(), Draw)

    def _chosen(self) -> choosing.Next:
        return choosing.following(self.route, self.tried, timezone.now(), self.closed)

    def _place(self, provider: str, *, at_our_cost: bool) -> None:
        maker = vendor(provider)
        order = ordering.begin(
            self.step.lease, self.scene, provider, self.brief,
            cents=maker.price(self.brief), at_our_cost=at_our_cost,
        )  # fmt: skip
        self.tried.append(order)
        refusal = asking.send(order, maker, self._told(order))
        if refusal is not None:
            self._end(order, SubmissionPhase.FAILED, refusal, 0.0)

    def _told(self, order: Submission) -> Brief:
        """Return the brief as the vendor gets it."""
        used = Submission.objects.filter(job=order.job_id).exclude(source="")
        return replace(
            self.brief,
            reference=order.reference,
            callback=callback_for(order),
            avoid=frozenset(used.values_list("source", flat=True)),
        )

    def _end(
        self, order: Submission, phase: SubmissionPhase, error: ProviderError, cents: float | None
    ) -> None:
        """End an order, and write down what it cost and what is tried next."""
        error = _beyond_waiting(error)
        order.phase, order.error_kind = phase, error.kind
        chosen = choosing.after(self.route, [*self.tried[:-1], order], self.closed)
        again = isinstance(chosen, Place) and chosen.provider == order.provider
        same = sum(one.provider == order.provider for one in self.tried)
        wait = choosing.pause(same, error.retry_after) if again else 0.0
        label = declaration(chosen.provider).label if isinstance(chosen, Place) else ""
        told = choosing.described(chosen, label, wait)
        ordering.end(order, phase, error, next_step=told, wait=wait, cents=cents)

    def look(self) -> None:
        """Read what is there now."""
        rows = Submission.objects.filter(job=self.step.job, scene=self.scene)
        self.tried = list(rows.select_related("job").order_by("number"))


def _beyond_waiting(error: ProviderError) -> ProviderError:
    """Return the error as one of a used-up account, when it asks for too long a wait."""
    if (error.retry_after or 0) <= choosing.LONGEST_WAIT:
        return error
    return ProviderError(
        str(error), kind=ErrorKind.QUOTA, evidence=error.evidence, status=error.status
    )
