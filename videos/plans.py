"""What a creator's plan includes. A plan is a group that an admin puts people into.

Which providers, for how long files are kept, and how much of them: whoever has several plans has
the best of each.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group
from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When

from config.types import UserId

DEFAULT = "default"
"""The plan of those who are in no group that is one."""
_GB = 1_000_000_000


def allowed(owner: UserId) -> frozenset[str] | None:
    """Return the ids of the providers in the plans of `owner`; None is all of them."""
    plans: dict[str, frozenset[str]] = settings.PLAN_PROVIDERS
    if not plans:
        return None
    names = Group.objects.filter(user=owner, name__in=plans).values_list("name", flat=True)
    found = [plans[name] for name in names]
    return frozenset().union(*found) if found else plans.get(DEFAULT)


def retention(owner: UserId) -> timedelta | None:
    """Return for how long files of `owner` are kept; None is for ever."""
    days = _best(owner, settings.PLAN_RETENTION_DAYS)
    return timedelta(days=days) if days else None


def storage_limit(owner: UserId) -> int | None:
    """Return how many bytes `owner` may keep; None is any amount."""
    size = _best(owner, settings.PLAN_STORAGE_GB)
    return round(size * _GB) if size else None


def retentions() -> dict[str, timedelta]:
    """Return for how long the plans keep files that do not keep them for ever."""
    days: dict[str, float] = settings.PLAN_RETENTION_DAYS
    return {name: timedelta(days=count) for name, count in days.items() if count}


def keeping(owner: str) -> Case:
    """Return, as an expression, the plan that says how long files are kept.

    `owner` is the path from a row to its creator.
    """
    days: dict[str, float] = settings.PLAN_RETENTION_DAYS
    ways = [
        When(Exists(Group.objects.filter(user=OuterRef(owner), name=name)), then=Value(name))
        for name in sorted(days, key=lambda name: days[name] or float("inf"), reverse=True)
        if name != DEFAULT
    ]
    return Case(*ways, default=Value(DEFAULT), output_field=CharField())


def known() -> set[str]:
    """Return the names of all plans that settings speak of."""
    by_setting = (settings.PLAN_PROVIDERS, settings.PLAN_RETENTION_DAYS, settings.PLAN_STORAGE_GB)
    return {DEFAULT}.union(*by_setting)


def members(plan: str) -> QuerySet[AbstractBaseUser]:
    """Return the creators who have `plan`; of the default one, those who have no other."""
    everybody = get_user_model().objects.all()
    if plan == DEFAULT:
        return everybody.exclude(groups__name__in=known() - {DEFAULT})
    return everybody.filter(groups__name=plan)


def _best(owner: UserId, plans: Mapping[str, float]) -> float:
    """Return the most that the plans of `owner` give; 0 is without end."""
    if not plans:
        return 0
    names = Group.objects.filter(user=owner, name__in=plans).values_list("name", flat=True)
    found = [plans[name] for name in names] or [plans.get(DEFAULT, 0)]
    return 0 if 0 in found else max(found)
