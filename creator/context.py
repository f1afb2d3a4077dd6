"""What every page's frame shows."""

from django.http import HttpRequest

from billing.queries import wallet
from videos.queries import unread_notices


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the wallet and the unread count of the signed-in creator."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"wallet": wallet(user.pk), "unread_notices": unread_notices(user.pk)}
