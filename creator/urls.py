"""Pages."""

from django.urls import path

from creator.views import (
    account,
    api_keys,
    home,
    library,
    material,
    notices,
    sharing,
    studio,
    video,
    wallet,
)

_VIDEO = "videos/<slug:public_id>"

urlpatterns = [
    path("", home.home, name="home"),
    path("studio/", studio.studio, name="studio"),
    path("studio/estimate/", studio.estimated, name="estimate"),
    path("material/", material.material, name="material"),
    path("material/new/<slug:slot>/", material.bring, name="bring"),
    path("material/new/<slug:slot>/<slug:public_id>/", material.line, name="material_line"),
    path("material/<slug:public_id>/file", material.file, name="material_file"),
    path("material/<slug:public_id>/delete/", material.delete, name="delete_material"),
    path("videos/", library.library, name="library"),
    path(f"{_VIDEO}/", video.video, name="video"),
    path(f"{_VIDEO}/progress/", video.progress_of, name="progress"),
    path(f"{_VIDEO}/cancel/", video.cancel, name="cancel"),
    path(f"{_VIDEO}/retry/", video.retry, name="retry"),
    path(f"{_VIDEO}/share/", video.share, name="share"),
    path(f"{_VIDEO}/rename/", video.rename, name="rename"),
    path(f"{_VIDEO}/delete/", video.delete, name="delete"),
    path(f"{_VIDEO}/files/<str:name>", video.file, name="video_file"),
    path(f"{_VIDEO}/stream/<str:name>", video.stream, name="video_stream"),
    path("s/<slug:token>/", sharing.shared, name="shared"),
    path("s/<slug:token>/<str:name>", sharing.shared_file, name="shared_file"),
    path("s/<slug:token>/stream/<str:name>", sharing.shared_stream, name="shared_stream"),
    path("wallet/", wallet.wallet, name="wallet"),
    path("notices/", notices.notices, name="notices"),
    path("settings/account/", account.account, name="account"),
    path("settings/account/delete/", account.leave, name="leave"),
    path("settings/api-keys/", api_keys.keys, name="api_keys"),
    path("settings/api-keys/<int:pk>/revoke/", api_keys.revoke, name="revoke_api_key"),
]
