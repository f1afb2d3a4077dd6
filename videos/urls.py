"""Files of videos, by expiring links."""

from django.urls import path

from videos import files

urlpatterns = [path("files/<str:token>/<str:name>", files.signed_file, name="signed_file")]
