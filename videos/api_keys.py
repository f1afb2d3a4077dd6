"""What creators do with API keys."""

from django.db.models import QuerySet
from django.utils import timezone

from config.types import UserId
from videos.exceptions import InvalidRequest
from videos.models import ApiKey
from videos.models.api_key import SHOWN, digest, new_key

NAME_MAX = 60
MOST = 20


def listed(owner: UserId) -> QuerySet[ApiKey]:
    """Return the keys of `owner` that are not revoked, newest first."""
    return ApiKey.objects.filter(owner_id=owner, revoked_at=None)


def create(owner: UserId, name: str) -> str:
    """Make a key and return it; this is the only moment at which it can be read.

    Raises:
        InvalidRequest: no name, or too many keys.
    """
    name = " ".join(name.replace("\0", "").split())
    if not 1 <= len(name) <= NAME_MAX:
        raise InvalidRequest({"name": [f"Enter a name of 1 to {NAME_MAX} characters."]})
    if listed(owner).count() >= MOST:
        raise InvalidRequest({"name": [f"You have {MOST} keys already. Revoke one first."]})
    key = new_key()
    ApiKey.objects.create(owner_id=owner, name=name, prefix=key[:SHOWN], digest=digest(key))
    return key


def revoke(owner: UserId, pk: int) -> bool:
    """Revoke a key of `owner`; False when there is none with this id."""
    return bool(listed(owner).filter(pk=pk).update(revoked_at=timezone.now()))


def owner_of(key: str) -> ApiKey | None:
    """Return the row of a key that works, and note its use; None for any other text."""
    found = (
        ApiKey.objects.select_related("owner").filter(digest=digest(key), revoked_at=None).first()
    )
    if found is None or not found.owner.is_active:
        return None
    ApiKey.objects.filter(pk=found.pk).update(last_used_at=timezone.now())
    return found
