"""The calls about files that creators bring."""

from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from videos import uploads
from videos.api import schemas
from videos.api import upload_schemas as shapes
from videos.api.pagination import NewestFirst
from videos.api.requests import creator_of
from videos.api.throttling import UploadThrottle
from videos.exceptions import InvalidRequest
from videos.models import Upload
from videos.spec import AssetKind

_PROBLEM = OpenApiResponse(schemas.ProblemSchema, description="A problem (RFC 9457).")
_KINDS = [kind.value for kind in AssetKind]


class Uploads(APIView):
    """Bring files, and list them."""

    parser_classes = [MultiPartParser]

    def get_throttles(self) -> list[BaseThrottle]:
        """Return the limits of this call: a stricter one for bringing files."""
        stricter = [UploadThrottle()] if self.request.method == "POST" else []
        return [*super().get_throttles(), *stricter]

    @extend_schema(
        operation_id="create_upload", request=shapes.NewUploadSchema,
        responses={
            200: OpenApiResponse(shapes.UploadSchema, description="You have this file already."),
            201: shapes.UploadSchema, 413: _PROBLEM, 422: _PROBLEM, 429: _PROBLEM, 503: _PROBLEM,
        },
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Bring a file for use in your videos. The same file again gives the same upload."""
        file, kind = _file(request), _kind(request)
        row, is_new = uploads.receive(creator_of(request), file, kind)
        return Response(_shown(_own(request, row.public_id)), status=201 if is_new else 200)

    @extend_schema(
        operation_id="list_uploads", responses=shapes.UploadSchema(many=True),
        parameters=[
            OpenApiParameter("kind", str, enum=_KINDS),
            OpenApiParameter("limit", int), OpenApiParameter("cursor", str),
        ],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """List your files, newest first."""
        found = uploads.listed(creator_of(request))
        if kind := request.query_params.get("kind", ""):
            found = found.filter(kind=_known(kind))
        cursor = NewestFirst()
        rows = cursor.paginate_queryset(found, request, view=self) or []
        return cursor.get_paginated_response(shapes.UploadSchema(rows, many=True).data)


class OneUpload(APIView):
    """One file."""

    @extend_schema(operation_id="get_upload", responses={200: shapes.UploadSchema, 404: _PROBLEM})
    def get(self, request: Request, public_id: str) -> Response:
        """Show a file's particulars."""
        return Response(_shown(_own(request, public_id)))

    @extend_schema(
        operation_id="delete_upload", responses={204: None, 404: _PROBLEM, 409: _PROBLEM}
    )
    def delete(self, request: Request, public_id: str) -> Response:
        """Delete a file. Finished videos keep what was made of it; one in the making needs it."""
        uploads.delete(_own(request, public_id))
        return Response(status=204)


def _file(request: Request) -> TemporaryUploadedFile:
    file = request.FILES.get("file")
    if not isinstance(file, TemporaryUploadedFile):
        raise InvalidRequest({"file": ["Send one file as multipart/form-data, named “file”."]})
    return file


def _kind(request: Request) -> AssetKind:
    return _known(request.POST.get("kind", ""))


def _known(kind: str) -> AssetKind:
    if kind not in _KINDS:
        raise InvalidRequest({"kind": [f"Choose one of: {', '.join(_KINDS)}."]})
    return AssetKind(kind)


def _own(request: Request, public_id: str) -> Upload:
    try:
        return uploads.owned(creator_of(request), public_id)
    except Upload.DoesNotExist as error:
        raise Http404 from error


def _shown(row: Upload) -> dict[str, Any]:
    return dict(shapes.UploadSchema(row).data)
