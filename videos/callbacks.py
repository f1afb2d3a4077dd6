"""The address at which a vendor may tell us that an order is done."""

from django.conf import settings
from django.urls import reverse

from videos.models import Submission


def callback_for(submission: Submission) -> str:
    """Return the address for `Brief.callback`; empty when vendors cannot reach us over https."""
    if not settings.SERVES_HTTPS:
        return ""
    path = reverse("provider_hook", args=[submission.provider, submission.reference])
    return f"{settings.SITE_URL.rstrip('/')}{path}"
