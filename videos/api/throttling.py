"""How often a caller may ask."""

import logging
from typing import TYPE_CHECKING

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import UserRateThrottle

if TYPE_CHECKING:  # views import what the settings name, which is this module
    from rest_framework.views import APIView

log = logging.getLogger(__name__)


class CallThrottle(UserRateThrottle):
    """Counts calls in the broker; while that is away nobody is counted, and nobody refused."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Say whether the caller may ask once more."""
        try:
            return super().allow_request(request, view)
        except RedisError as error:
            log.warning("Calls are not counted: %s", error)
            return True


class UploadThrottle(CallThrottle):
    """Judging a file costs more than reading a row."""

    scope = "uploads"
