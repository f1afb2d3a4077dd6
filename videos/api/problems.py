"""Errors as RFC 9457 problem details."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from billing.exceptions import InsufficientTokens
from config.logging import request_id
from videos import jobs, uploads, usage
from videos.exceptions import InvalidRequest, ReelsmithError, StepFailed
from videos.library import StillRunning
from videos.router import NoProvider
from videos.studio.intake import Unusable
from videos.uploads import sessions

MEDIA_TYPE = "application/problem+json"
_STATUSES: dict[type[ReelsmithError], int] = {
    InvalidRequest: 422,
    NoProvider: 422,
    jobs.IdempotencyConflict: 422,
    jobs.TooManyJobs: 429,
    StillRunning: 409,
    Unusable: 422,
    StepFailed: 503,
    uploads.InUse: 409,
    uploads.TooLarge: 413,
    uploads.StorageFull: 413,
    usage.NoRoom: 422,
    sessions.TooMuch: 413,
    sessions.TooMany: 429,
    sessions.Busy: 409,
    sessions.WrongOffset: 409,
    sessions.WrongWay: 409,
    sessions.Incomplete: 409,
    sessions.SessionOver: 410,
    sessions.Gone: 410,
}
_TITLES = {
    400: "Bad request", 401: "Not signed in", 402: "Not enough tokens", 403: "Not allowed",
    404: "Not found", 405: "Method not allowed", 406: "Not acceptable", 409: "Conflict",
    410: "Gone",
    413: "Too large", 415: "Unsupported media type", 422: "Invalid request",
    429: "Too many requests", 503: "Try again",
}  # fmt: skip
_TOO_MANY_JOBS_RETRY_SECONDS = "30"


def handler(error: Exception, _context: dict[str, Any]) -> Response | None:
    """Return the problem for an error that a caller can understand; None lets it become a 500."""
    described = _described(error)
    if described is None:
        return None
    set_rollback()
    code, name, detail, extra, headers = described
    body = {
        "type": f"urn:reelsmith:problem:{name}",
        "title": _TITLES.get(code, "Error"),
        "status": code,
        "detail": detail,
        "code": name,
        "request_id": request_id.get(),
        **extra,
    }
    return Response(body, status=code, headers=headers, content_type=MEDIA_TYPE)


_Described = tuple[int, str, str, dict[str, Any], dict[str, str]]


def _described(error: Exception) -> _Described | None:
    """Return (status, code, sentence, further members, headers)."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, InsufficientTokens):
        members = {"required": error.required, "available": error.available}
        return status.HTTP_402_PAYMENT_REQUIRED, "insufficient_tokens", str(error), members, {}
    if isinstance(error, ReelsmithError):
        return _ours(error)
    if isinstance(error, exceptions.APIException):
        return _framework(error)
    return None


def _ours(error: ReelsmithError) -> _Described:
    code = _STATUSES.get(type(error), 400)
    headers = {"Retry-After": _TOO_MANY_JOBS_RETRY_SECONDS} if code == 429 else {}  # noqa: PLR2004
    if isinstance(error, sessions.WrongOffset):
        headers = {"Upload-Offset": str(error.offset)}
    extra: dict[str, Any] = {}
    if isinstance(error, InvalidRequest):
        extra["errors"] = [
            {"pointer": f"/{field}", "detail": sentence}
            for field, sentences in error.errors.items()
            for sentence in sentences
        ]
    return code, error.code, str(error), extra, headers


def _framework(error: exceptions.APIException) -> _Described:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(int(wait) + 1)
    codes = error.get_codes()
    name = codes if isinstance(codes, str) else "invalid"
    detail = error.detail if isinstance(error.detail, str) else "The request is not valid."
    return error.status_code, name, detail, {}, headers
