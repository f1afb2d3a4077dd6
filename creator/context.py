"""What every page's frame shows."""

from django.http import HttpRequest

from billing.queries import wallet
from videos.queries import unread_notices

THEMES = {"light", "dark"}


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the chosen theme, and the wallet and unread count of who is signed in."""
    chosen = request.COOKIES.get("theme", "")
    shown: dict[str, object] = {"theme": chosen if chosen in THEMES else ""}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        shown |= {"wallet": wallet(user.pk), "unread_notices": unread_notices(user.pk)}
    return shown
