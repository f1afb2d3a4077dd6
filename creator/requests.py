"""Requests of people who are signed in, and their look-ups, which start from the owner."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from creator.models import User
from videos import queries, uploads
from videos.models import Upload, Video


class CreatorRequest(HttpRequest):
    """A request behind `login_required`."""

    user: User


def creators_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 404 to who is not signed in: a file is no page, to come back to after signing in."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def own_video(request: CreatorRequest, public_id: str) -> Video:
    """Return a video of the signed-in creator.

    Raises:
        Http404: there is none; somebody else's looks the same as one that never was.
    """
    try:
        return queries.owned_video(request.user.pk, public_id)
    except Video.DoesNotExist as error:
        raise Http404 from error


def own_upload(request: CreatorRequest, public_id: str) -> Upload:
    """Return an upload of the signed-in creator.

    Raises:
        Http404: there is none; somebody else's looks the same as one that never was.
    """
    try:
        return uploads.owned(request.user.pk, public_id)
    except Upload.DoesNotExist as error:
        raise Http404 from error
