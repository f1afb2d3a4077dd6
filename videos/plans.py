"""Which providers a creator's plan includes. A plan is a group that an admin puts people into."""

from django.conf import settings
from django.contrib.auth.models import Group

from config.types import UserId

DEFAULT = "default"
"""The plan of those who are in no group that is one."""


def allowed(owner: UserId) -> frozenset[str] | None:
    """Return the ids of the providers in the plans of `owner`; None is all of them."""
    plans: dict[str, frozenset[str]] = settings.PLAN_PROVIDERS
    if not plans:
        return None
    names = Group.objects.filter(user=owner, name__in=plans).values_list("name", flat=True)
    found = [plans[name] for name in names]
    return frozenset().union(*found) if found else plans.get(DEFAULT)
