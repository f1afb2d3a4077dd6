"""The calls about files that come bit by bit, or straight to the bucket.

The way by the server is in the manner of tus 1.0 (tus.io/protocols/resumable-upload): HEAD tells
the offset, PATCH goes on from there.
"""

import io
from typing import IO, Any

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import BaseParser, JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from videos.api import schemas
from videos.api import upload_schemas as shapes
from videos.api.announcements import announced, numbers
from videos.api.arrivals import upload_session
from videos.api.requests import body_of, creator_of
from videos.api.throttling import UploadThrottle
from videos.exceptions import InvalidRequest
from videos.models import UploadSession
from videos.states import UploadState
from videos.uploads import sessions

_PROBLEM = OpenApiResponse(schemas.ProblemSchema, description="A problem (RFC 9457).")
_OFFSET = OpenApiParameter(
    "Upload-Offset", int, OpenApiParameter.HEADER, required=True,
    description="Where the piece begins, which is where the file ends.",
)  # fmt: skip
_TUS = {"Tus-Resumable": "1.0.0", "Cache-Control": "no-store"}
_PIECE = "application/offset+octet-stream"


class PieceParser(BaseParser):
    """Leaves a piece of a file where it is: it is written as it comes."""

    media_type = _PIECE

    def parse(self, stream: IO[Any], *_: Any, **__: Any) -> dict[str, IO[Any]]:
        """Return the body as `piece`, unread."""
        return {"piece": stream}


class UploadSessions(APIView):
    """Announce files."""

    def get_throttles(self) -> list[BaseThrottle]:
        """Return the limits of this call: as strict as for bringing files."""
        return [*super().get_throttles(), UploadThrottle()]

    @extend_schema(
        operation_id="begin_upload", request=shapes.NewUploadSessionSchema,
        responses={
            201: shapes.UploadSessionSchema, 413: _PROBLEM, 422: _PROBLEM, 429: _PROBLEM,
            503: _PROBLEM,
        },
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Announce a file, and learn which way it goes. It may take a day to come."""
        session = sessions.begin(creator_of(request), announced(body_of(request)))
        return Response(upload_session(session), status=201)


class OneUploadSession(APIView):
    """A file on its way."""

    @extend_schema(
        operation_id="get_upload_session",
        responses={200: shapes.UploadSessionSchema, 404: _PROBLEM, 503: _PROBLEM},
    )
    def get(self, request: Request, public_id: str) -> Response:
        """Say how far a file is, and where the rest of it goes. Links in the answer are fresh."""
        return Response(upload_session(_own(request, public_id)))

    @extend_schema(operation_id="cancel_upload", responses={204: None, 404: _PROBLEM})
    def delete(self, request: Request, public_id: str) -> Response:
        """Give a file up; what has come of it is deleted. An upload that was made of it stays."""
        sessions.abort(_own(request, public_id))
        return Response(status=204)


class UploadContent(APIView):
    """What the server takes of a file: pieces, where `way` is `server`."""

    parser_classes = [PieceParser]

    @extend_schema(operation_id="get_upload_offset", responses={200: None, 404: _PROBLEM})
    def head(self, request: Request, public_id: str) -> Response:
        """Say in `Upload-Offset` how much of the file is there."""
        session = sessions.still_open(_own(request, public_id))
        return Response(headers=_offset(session, sessions.offset_of(session)))

    @extend_schema(
        operation_id="append_to_upload", request={_PIECE: OpenApiTypes.BINARY},
        parameters=[_OFFSET],
        responses={
            204: None, 404: _PROBLEM, 409: _PROBLEM, 410: _PROBLEM, 413: _PROBLEM, 415: _PROBLEM,
        },
    )  # fmt: skip
    def patch(self, request: Request, public_id: str) -> Response:
        """Add a piece. When the line breaks, what has come of it is kept."""
        session = sessions.still_open(_own(request, public_id))
        offset, length = _count(request, "Upload-Offset"), _count(request, "Content-Length")
        piece = body_of(request).get("piece", io.BytesIO())  # there is none without a body
        there = sessions.append(session, offset, piece, length)
        return Response(status=204, headers=_offset(session, there))


class UploadParts(APIView):
    """Where the parts of a file go, where `way` is `parts`."""

    parser_classes = [JSONParser]

    @extend_schema(
        operation_id="get_part_links", request=shapes.PartNumbersSchema,
        responses={200: shapes.PartLinksSchema, 404: _PROBLEM, 410: _PROBLEM, 422: _PROBLEM},
    )  # fmt: skip
    def post(self, request: Request, public_id: str) -> Response:
        """Get addresses to which parts are PUT, each for an hour and for exactly its size."""
        session = sessions.still_open(_own(request, public_id))
        found = sessions.links(session, numbers(body_of(request)))
        return Response(shapes.PartLinksSchema({"links": found}).data)


class UploadCompletion(APIView):
    """The end of a file."""

    @extend_schema(
        operation_id="complete_upload", request=None,
        responses={
            200: shapes.UploadSessionSchema,
            202: OpenApiResponse(shapes.UploadSessionSchema, description="It is being judged."),
            404: _PROBLEM, 409: _PROBLEM, 410: _PROBLEM, 503: _PROBLEM,
        },
    )  # fmt: skip
    def post(self, request: Request, public_id: str) -> Response:
        """Say that all of a file is there. Poll the session while its state is `judging`."""
        session = sessions.complete(_own(request, public_id))
        is_waiting = session.state == UploadState.JUDGING
        return Response(upload_session(session), status=202 if is_waiting else 200)


def _own(request: Request, public_id: str) -> UploadSession:
    try:
        return sessions.owned(creator_of(request), public_id)
    except UploadSession.DoesNotExist as error:
        raise Http404 from error


def _count(request: Request, header: str) -> int:
    given = request.headers.get(header, "")
    if not (given.isascii() and given.isdigit()):
        raise InvalidRequest({header: ["Send a whole number of bytes, 0 or more."]})
    return int(given)


def _offset(session: UploadSession, offset: int) -> dict[str, str]:
    return {**_TUS, "Upload-Offset": str(offset), "Upload-Length": str(session.size_bytes)}
