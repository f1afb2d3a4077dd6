"""The call about who can make a video."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from videos.api import representations, schemas
from videos.api.requests import creator_of
from videos.offers import offers


class Providers(APIView):
    """Who can make the pictures."""

    @extend_schema(operation_id="list_providers", responses=schemas.ProviderSchema(many=True))
    def get(self, request: Request) -> Response:
        """List everybody, with whether you can choose them now."""
        found = offers(creator_of(request))
        for_admin = request.user.is_staff
        shown = [representations.offer(offer, for_admin=for_admin) for offer in found]
        return Response(schemas.ProviderSchema(shown, many=True).data)
