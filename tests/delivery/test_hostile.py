"""No name in an address leads to anything but the files of its video, whatever it is made of."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.delivery.conftest import Files
from videos.models import Artifact
from videos.states import ArtifactKind
from videos.storage.delivery import NAMES

_PIECES = st.sampled_from(
    [
        "..", ".", "/", "\\", "%2e%2e", "%2f", "%5c", "%00", "\0", "\r\n", " ", "~", "video.mp4",
        "jobs", "secret", "etc/passwd", "file://", "C:", "::$DATA", ";", "?", "#", "．．",
        "é", "台本",
    ]
)  # fmt: skip
_NAMES = st.lists(_PIECES, min_size=1, max_size=8).map("".join) | st.text(min_size=1, max_size=40)
_TRIED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
pytestmark = pytest.mark.usefixtures("disk")


def _asked(client: Client, address: str, name: str, *, is_encoded: bool) -> int:
    """Ask for `name` in the place of that of a file; return what is answered."""
    written = quote(name, safe="") if is_encoded else quote(name, safe="/%.;~:@!$&'()*+,=\\")
    return client.get(address + written).status_code


@_TRIED
@given(name=_NAMES.filter(lambda name: name not in NAMES.values()), is_encoded=st.booleans())
def test_a_name_that_is_no_file_of_the_video_is_nothing(
    as_alice: Client,
    files: Files,
    disk: Path,
    name: str,
    is_encoded: bool,  # noqa: FBT001
) -> None:
    (disk / "secret").write_text("hush")
    film = ArtifactKind.VIDEO
    for address in (files.of(film), files.signed[0], files.shared[0]):
        folder = address.rpartition("/")[0] + "/"
        assert _asked(as_alice, folder, name, is_encoded=is_encoded) in {400, 404, 301}


@_TRIED
@given(token=_NAMES)
def test_a_token_that_we_did_not_make_is_nothing(
    as_alice: Client, files: Files, token: str
) -> None:
    for address in ("/files/{}/video.mp4", "/s/{}/video.mp4", "/videos/{}/files/video.mp4"):
        asked = address.format(quote(token, safe=""))
        assert as_alice.get(asked).status_code == 404
    assert as_alice.get(f"/material/{quote(token, safe='')}/file").status_code == 404


@pytest.mark.parametrize(
    "key", ["../secret", "/etc/passwd", "jobs/../../secret", "..", "a/./../../secret"]
)
def test_a_key_that_leads_elsewhere_is_not_followed(
    as_alice: Client, files: Files, disk: Path, key: str
) -> None:
    (disk.parent / "secret").write_text("hush")
    Artifact.objects.filter(kind="video").update(key=key, size_bytes=4)
    for ask in (as_alice.get, as_alice.head):
        assert ask(files.of(ArtifactKind.VIDEO)).status_code == 400


def test_a_folder_is_no_file(as_alice: Client, files: Files) -> None:
    Artifact.objects.filter(kind="video").update(key="jobs")
    assert as_alice.get(files.of(ArtifactKind.VIDEO)).status_code == 503
