"""Addresses of the API."""

from csp.decorators import csp_update
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from videos.api import providers, upload_sessions, uploads, views

# The documentation's own scripts are files; the styles that they set are not.
_docs = csp_update({"style-src": ["'unsafe-inline'"]})(
    SpectacularSwaggerSplitView.as_view(url_name="api_schema")
)

_SESSION = "v1/uploads/sessions/<slug:public_id>"

urlpatterns = [
    path("v1/videos", views.Videos.as_view(), name="api_videos"),
    path("v1/videos/<slug:public_id>", views.OneVideo.as_view(), name="api_video"),
    path("v1/videos/<slug:public_id>/status", views.Status.as_view(), name="api_status"),
    path("v1/videos/<slug:public_id>/cancel", views.Cancel.as_view(), name="api_cancel"),
    path("v1/videos/<slug:public_id>/retry", views.Retry.as_view(), name="api_retry"),
    path("v1/estimates", views.Estimates.as_view(), name="api_estimates"),
    path("v1/providers", providers.Providers.as_view(), name="api_providers"),
    path("v1/uploads", uploads.Uploads.as_view(), name="api_uploads"),
    path(
        "v1/uploads/sessions", upload_sessions.UploadSessions.as_view(), name="api_upload_sessions"
    ),
    path(_SESSION, upload_sessions.OneUploadSession.as_view(), name="api_upload_session"),
    path(f"{_SESSION}/content", upload_sessions.UploadContent.as_view(), name="api_upload_content"),
    path(f"{_SESSION}/parts", upload_sessions.UploadParts.as_view(), name="api_upload_parts"),
    path(
        f"{_SESSION}/complete",
        upload_sessions.UploadCompletion.as_view(),
        name="api_upload_completion",
    ),
    path("v1/uploads/<slug:public_id>", uploads.OneUpload.as_view(), name="api_upload"),
    path("v1/wallet", views.WalletView.as_view(), name="api_wallet"),
    path(
        "schema/",
        SpectacularAPIView.as_view(permission_classes=[], authentication_classes=[]),
        name="api_schema",
    ),
    path("docs/", _docs, name="api_docs"),
]
