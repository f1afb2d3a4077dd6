"""What vendors cost us, and what the jobs that they made earned: figures for admins.

Two queries, however many vendors there are. Tokens of a job that several vendors made clips for are
shared among them by clips; what the studio drew itself takes no share.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from billing.spending import refunded_of
from videos.budgets import daily_budget
from videos.models import Submission
from videos.providers import registry
from videos.providers.base import ProviderKind
from videos.states import JobStatus, SubmissionPhase

PERIOD = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How it went with one vendor, or with all of them."""

    label: str
    submissions: int = 0
    """All of them, also those that are going on or were canceled."""
    succeeded: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)
    """By kind of error, the most frequent first."""
    lost: int = 0
    cost_cents: Decimal = Decimal()
    tokens: Fraction = Fraction()
    """Captured and not given back."""
    today_cents: Decimal = Decimal()
    """What it cost since midnight, UTC."""
    budget_cents: Decimal | None = None
    """What it may cost in a day; None when there is no cap."""

    @property
    def whole_tokens(self) -> int:
        """The tokens without fractions, which shares can have."""
        return round(self.tokens)

    @property
    def value_cents(self) -> Decimal:
        """What the tokens are worth."""
        worth = self.tokens * getattr(settings, "TOKEN_CENTS", 10)
        return Decimal(worth.numerator) / worth.denominator

    @property
    def margin_cents(self) -> Decimal:
        """What is left of it when the vendor is paid."""
        return self.value_cents - self.cost_cents


def by_vendor(now: datetime | None = None) -> list[Figures]:
    """Return the figures of the last 30 days for each vendor, in the registry's order.

    Vendors that are in the registry no more, but were used, come last.
    """
    now = now or timezone.now()
    made = Submission.objects.filter(created_at__gte=now - PERIOD).order_by()
    rows, earned = _counted(made, now), _earned(made)
    labels = _labels() | {name: name for name in rows if name not in _labels()}
    return [
        _figures(name, label, rows.get(name, []), earned[name]) for name, label in labels.items()
    ]


def total(figures: Iterable[Figures]) -> Figures:
    """Return the sum of `figures`, beside the budget for all vendors together."""
    parts = list(figures)
    return Figures(
        label="All vendors",
        submissions=sum(one.submissions for one in parts),
        succeeded=sum(one.succeeded for one in parts),
        failed=_most_first(sum((Counter(one.failed) for one in parts), Counter())),
        lost=sum(one.lost for one in parts),
        cost_cents=sum((one.cost_cents for one in parts), Decimal()),
        tokens=sum((one.tokens for one in parts), Fraction()),
        today_cents=sum((one.today_cents for one in parts), Decimal()),
        budget_cents=daily_budget(),
    )


def _labels() -> dict[str, str]:
    declared = registry.declarations()
    return {one.id: one.label for one in declared if one.kind is not ProviderKind.STUDIO}


def _counted(made: QuerySet[Submission], now: datetime) -> dict[str, list[dict[str, Any]]]:
    """Return, by vendor, how many submissions ended in which way and what they cost."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    today = Sum("cost_cents", filter=Q(created_at__gte=midnight), default=Decimal())
    counted = made.values("provider", "phase", "error_kind").annotate(
        count=Count("pk"), cost=Sum("cost_cents"), today=today
    )
    rows = defaultdict[str, list[dict[str, Any]]](list)
    for row in counted:
        rows[row["provider"]].append(dict(row))
    return rows


def _earned(made: QuerySet[Submission]) -> defaultdict[str, Fraction]:
    """Return the tokens that vendors earned: of each job by their share of its clips."""
    clips = (
        made.filter(phase=SubmissionPhase.SUCCEEDED, job__status=JobStatus.SUCCEEDED)
        .annotate(refunded=refunded_of("job__public_id"))
        .values_list("job", "provider", "job__price", "refunded")
        .annotate(count=Count("pk"))
    )
    of_job, earned = Counter[int](), defaultdict[str, Fraction](Fraction)
    rows = list(clips)
    for job, _provider, _price, _refunded, count in rows:
        of_job[job] += count
    for job, provider, price, refunded, count in rows:
        earned[provider] += Fraction((price - refunded) * count, of_job[job])
    return earned


def _figures(name: str, label: str, rows: list[dict[str, Any]], tokens: Fraction) -> Figures:
    phases, failed = Counter[str](), Counter[str]()
    for row in rows:
        phases[row["phase"]] += row["count"]
        if row["phase"] == SubmissionPhase.FAILED:
            failed[row["error_kind"] or "unknown"] += row["count"]
    return Figures(
        label=label,
        submissions=phases.total(),
        succeeded=phases[SubmissionPhase.SUCCEEDED],
        failed=_most_first(failed),
        lost=phases[SubmissionPhase.LOST],
        cost_cents=sum((row["cost"] for row in rows), Decimal()),
        tokens=tokens,
        today_cents=sum((row["today"] for row in rows), Decimal()),
        budget_cents=daily_budget(name),
    )


def _most_first(counted: Counter[str]) -> dict[str, int]:
    return dict(counted.most_common())
