"""The calls of the API."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.http import Http404, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from billing.queries import wallet
from billing.spending import refunded
from config.logging import request_id
from videos import jobs, library, plans, progress, queries, quotes, uploads
from videos.api import representations, schemas
from videos.api.pagination import NewestFirst
from videos.api.requests import body_of, creator_of, idempotency_key
from videos.exceptions import InvalidRequest
from videos.models import Job, Video
from videos.scripting.validation import order
from videos.spec import VideoSpec
from videos.states import JobStatus

_POLL_SECONDS = "2"
_PROBLEM = OpenApiResponse(schemas.ProblemSchema, description="A problem (RFC 9457).")
_KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER,
    description="1 to 64 characters. The same key with the same body makes one video.",
)  # fmt: skip


class Videos(APIView):
    """Make videos, and list them."""

    @extend_schema(
        operation_id="create_video", request=schemas.OrderSchema, parameters=[_KEY],
        responses={202: schemas.VideoSchema, 402: _PROBLEM, 422: _PROBLEM, 429: _PROBLEM},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Order a video. Its tokens are held now and spent when it is delivered."""
        job = jobs.submit(
            creator_of(request),
            _order(request),
            idempotency_key=idempotency_key(request),
            request_id=request_id.get(),
        )
        location = reverse("api_video", args=[job.video.public_id])
        return Response(_video(job.video), status=202, headers={"Location": location})

    @extend_schema(
        operation_id="list_videos", responses=schemas.VideoSchema(many=True),
        parameters=[
            OpenApiParameter("status", str, enum=[s.value for s in JobStatus]),
            OpenApiParameter("limit", int), OpenApiParameter("cursor", str),
        ],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """List your videos, newest first."""
        status = request.query_params.get("status", "")
        if status and status not in list(JobStatus):
            known = ", ".join(s.value for s in JobStatus)
            raise InvalidRequest({"status": [f"Choose one of: {known}."]})
        cursor = NewestFirst()
        found = queries.library(creator_of(request), status=status)
        rows = cursor.paginate_queryset(found, request, view=self) or []
        return cursor.get_paginated_response(schemas.VideoSchema(_listed(rows), many=True).data)


class OneVideo(APIView):
    """One video."""

    @extend_schema(operation_id="get_video", responses={200: schemas.VideoSchema, 404: _PROBLEM})
    def get(self, request: Request, public_id: str) -> Response:
        """Show a video with its current job and fresh links."""
        return Response(_video(_own(request, public_id)))

    @extend_schema(operation_id="delete_video", responses={204: None, 404: _PROBLEM, 409: _PROBLEM})
    def delete(self, request: Request, public_id: str) -> Response:
        """Take a video out of the library."""
        library.delete(_own(request, public_id))
        return Response(status=204)


class Status(APIView):
    """How far a video is."""

    @extend_schema(
        operation_id="get_status",
        parameters=[OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER)],
        responses={200: schemas.StatusSchema, 304: None, 404: _PROBLEM},
    )
    def get(self, request: Request, public_id: str) -> HttpResponseBase:
        """Show the status; with the ETag of an earlier answer, 304 while nothing has changed."""
        job = _watched(request, public_id)
        seen = progress.snapshot(job)
        etag = f'"{seen.etag}"'
        headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
        if job.is_live:
            headers["Retry-After"] = _POLL_SECONDS
        if etag in request.headers.get("If-None-Match", ""):
            return HttpResponseNotModified(headers=headers)
        shown = representations.status(job.video, job, queries.artifacts(job), seen)
        return Response(schemas.StatusSchema(shown).data, headers=headers)


class Cancel(APIView):
    """Stopping."""

    @extend_schema(
        operation_id="cancel_video", request=None,
        responses={200: schemas.VideoSchema, 404: _PROBLEM},
    )  # fmt: skip
    def post(self, request: Request, public_id: str) -> Response:
        """Stop making a video and give its tokens back; safe to repeat."""
        row = _own(request, public_id)
        jobs.cancel(queries.latest_job(row))
        return Response(_video(row))


class Retry(APIView):
    """Trying again."""

    @extend_schema(
        operation_id="retry_video", request=None, parameters=[_KEY],
        responses={202: schemas.VideoSchema, 402: _PROBLEM, 404: _PROBLEM, 422: _PROBLEM},
    )  # fmt: skip
    def post(self, request: Request, public_id: str) -> Response:
        """Make a failed or canceled video again; one that is being made or done stays as it is."""
        row = _own(request, public_id)
        jobs.retry(
            queries.latest_job(row),
            idempotency_key=idempotency_key(request),
            request_id=request_id.get(),
        )
        return Response(_video(row), status=202)


class Estimates(APIView):
    """Prices before paying."""

    @extend_schema(
        operation_id="create_estimate", request=schemas.OrderSchema,
        responses={200: schemas.EstimateSchema, 422: _PROBLEM},
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Say what an order would come to; charges nothing."""
        creator, asked = creator_of(request), _order(request)
        quote = quotes.quote(creator, asked)
        found = quote.estimate
        shown = {
            "tokens": found.tokens,
            "video_seconds": found.video_seconds,
            "ready_seconds": found.ready_seconds,
            "balance_after": wallet(creator).available - found.tokens,
            "route": representations.route(quote.route),
        }
        return Response(schemas.EstimateSchema(shown).data)


class WalletView(APIView):
    """Tokens."""

    @extend_schema(operation_id="get_wallet", responses=schemas.WalletSchema)
    def get(self, request: Request) -> Response:
        """Show your tokens."""
        return Response(schemas.WalletSchema(wallet(creator_of(request))).data)


def _order(request: Request) -> VideoSpec:
    return order(body_of(request), partial(uploads.find, creator_of(request)))


def _own(request: Request, public_id: str) -> Video:
    try:
        return queries.owned_video(creator_of(request), public_id)
    except Video.DoesNotExist as error:
        raise Http404 from error


def _watched(request: Request, public_id: str) -> Job:
    try:
        return queries.watched_job(creator_of(request), public_id)
    except Job.DoesNotExist as error:
        raise Http404 from error


def _listed(rows: Sequence[Video]) -> list[dict[str, Any]]:
    videos = queries.attach_jobs(rows)
    given = _given_back(row.latest_job for row in videos)  # type: ignore[attr-defined]
    keep = plans.retention(videos[0].owner_id) if videos else None
    return [
        representations.video(row, row.latest_job, row.files, given, keep)  # type: ignore[attr-defined]
        for row in videos
    ]


def _video(row: Video) -> dict[str, Any]:
    job: Job = queries.latest_job(row)
    given, keep = _given_back([job]), plans.retention(row.owner_id)
    shown = representations.video(row, job, queries.artifacts(job), given, keep)
    return dict(schemas.VideoSchema(shown).data)


def _given_back(shown: Iterable[Job]) -> dict[str, int]:
    """Return the refunds of jobs by their public ids; only what was delivered can have any."""
    return refunded(job.public_id for job in shown if job.status == JobStatus.SUCCEEDED)
