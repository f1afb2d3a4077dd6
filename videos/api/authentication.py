"""Bearer API keys."""

from django.contrib.auth.base_user import AbstractBaseUser
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from videos import api_keys
from videos.models import ApiKey


class ApiKeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer rs_…`; without that header the next method has its turn."""

    def authenticate(self, request: Request) -> tuple[AbstractBaseUser, ApiKey] | None:
        """Return the owner of the key and the key.

        Raises:
            AuthenticationFailed: the key is unknown or revoked.
        """
        scheme, _, key = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        found = api_keys.owner_of(key.strip().decode("latin-1"))
        if found is None:
            raise AuthenticationFailed("This API key is unknown or was revoked. Make a new one.")
        return found.owner, found

    def authenticate_header(self, _request: Request) -> str:
        """Return the challenge of a 401 (RFC 6750)."""
        return 'Bearer realm="Reelsmith"'


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tells the schema about the key."""

    target_class = ApiKeyAuthentication
    name = "apiKey"

    def get_security_definition(self, _auto_schema: object) -> dict[str, str]:
        """Return the OpenAPI description of bearer keys."""
        return {"type": "http", "scheme": "bearer", "bearerFormat": "rs_…"}
