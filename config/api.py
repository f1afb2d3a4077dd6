"""Settings of the REST API and of its schema."""

from typing import Any

from config import env


def rest_framework() -> dict[str, Any]:
    """Return the settings of the framework, with the rates that the environment gives."""
    return {
        "DEFAULT_AUTHENTICATION_CLASSES": [
            "videos.api.authentication.ApiKeyAuthentication",
            "rest_framework.authentication.SessionAuthentication",
        ],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
        "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
        "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
        "DEFAULT_THROTTLE_CLASSES": ["videos.api.throttling.CallThrottle"],
        "DEFAULT_THROTTLE_RATES": {
            "user": env.text("API_RATE", "600/min"),
            "uploads": env.text("UPLOAD_RATE", "60/min"),
        },
        "EXCEPTION_HANDLER": "videos.api.problems.handler",
    }


SPECTACULAR = {
    "TITLE": "Reelsmith API",
    "DESCRIPTION": "Script in, finished video out.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {"KindEnum": "videos.api.schemas.ASSET_KINDS"},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
