"""How clips are fetched: from whom, how much, and that nothing but a whole clip is left.

The public is played by a server with a certificate at an address of its own, which is the only
one that the guard is told to take for a public one; everything else about the guard is as it is.
"""

import base64
import gzip
import socket
import ssl
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import ssrfguard

from tests.providers.places import Place, answer, certificate, place
from videos.exceptions import Interrupted
from videos.providers.base import Media
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.fetching import Expired, fetch

PUBLIC = "127.0.0.2"
CLIP = b"not really a film, but enough of one " * 40_000
NAMES = {"clips.example.com": PUBLIC, "cdn.example.com": PUBLIC, "inside.example.com": "127.0.0.1"}
SECRETS = {"X-Goog-Api-Key": "key-1", "Authorization": "Bearer key-2", "X-Vendor-Token": "key-3"}


@pytest.fixture
def private() -> Iterator[Place]:
    """A server that the operator runs at home."""
    with place() as there:
        there.answers["/clip.mp4"] = answer(CLIP, Content_Type="video/mp4")
        yield there


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The certificate of the public server, and its key."""
    return certificate(tmp_path_factory.mktemp("tls"), *NAMES)


@pytest.fixture
def public(paper: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A server out there, at https://clips.example.com and https://cdn.example.com."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*paper)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(paper[0]))
    with place(PUBLIC, context) as there:
        there.url = f"https://clips.example.com:{there.port}"
        there.answers["/clip.mp4"] = answer(CLIP, Content_Type="video/mp4")
        _name(monkeypatch)
        _admit(monkeypatch, there.port)
        yield there


def _name(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def found(host: Any, *args: Any, **options: Any) -> Any:
        return real(NAMES.get(str(host).rstrip("."), host), *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", found)


def _admit(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    real = ssrfguard.Policy

    def policy(**given: Any) -> ssrfguard.Policy:
        ports = given.pop("allowed_ports") | {port}
        return real(allowed_networks=(ip_network(PUBLIC),), allowed_ports=ports, **given)

    monkeypatch.setattr(ssrfguard, "Policy", policy)


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Path]:
    """Where the clip goes; whatever happens, there is nothing else beside it."""
    yield tmp_path / "clip.mp4"
    assert set(tmp_path.iterdir()) <= {tmp_path / "clip.mp4"}


def fetched(media: Media | str, target: Path, *trusted: str, **options: Any) -> None:
    """Fetch as the product does."""
    media = Media(url=media) if isinstance(media, str) else media
    settings: dict[str, Any] = {"label": "Vendor", "should_stop": lambda: False} | options
    fetch(media, target, trusted=trusted, **settings)


def failed(media: Media | str, target: Path, *trusted: str, **options: Any) -> ProviderError:
    """Fetch, and return the error that comes of it."""
    with pytest.raises(ProviderError) as caught:
        fetched(media, target, *trusted, **options)
    assert not target.exists()
    return caught.value


# --- Whole -----------------------------------------------------------------------------------


def test_a_clip_from_the_public_is_copied(public: Place, target: Path) -> None:
    fetched(f"{public.url}/clip.mp4", target)
    assert target.read_bytes() == CLIP


def test_a_clip_from_where_the_operator_said_is_copied(private: Place, target: Path) -> None:
    fetched(f"{private.url}/clip.mp4", target, private.url)
    assert target.read_bytes() == CLIP


def test_a_clip_without_a_length_is_copied(private: Place, target: Path) -> None:
    private.answers["/clip.mp4"] = answer(CLIP, length=None, Content_Type="video/mp4")
    fetched(f"{private.url}/clip.mp4", target, private.url)
    assert target.read_bytes() == CLIP


@pytest.mark.parametrize(
    "kind", ["video/mp4", "VIDEO/QuickTime; x=y", "application/octet-stream", "application/mp4"]
)
def test_kinds_of_clips(private: Place, target: Path, kind: str) -> None:
    private.answers["/clip.mp4"] = answer(CLIP, Content_Type=kind)
    fetched(f"{private.url}/clip.mp4", target, private.url)
    assert target.exists()


def test_a_clip_takes_the_place_of_an_older_one(private: Place, target: Path) -> None:
    target.write_bytes(b"old")
    fetched(f"{private.url}/clip.mp4", target, private.url)
    assert target.read_bytes() == CLIP


def test_a_redirect_in_the_public_is_followed(public: Place, target: Path) -> None:
    public.answers["/go"] = answer(status="302 Found", Location="/clip.mp4")
    fetched(f"{public.url}/go", target)
    assert target.read_bytes() == CLIP


# --- From whom -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://clips.example.com/clip.mp4",
        "http://clips.example.com:443/clip.mp4",
        "https://127.0.0.1/clip.mp4",
        "https://localhost/clip.mp4",
        "https://inside.example.com/clip.mp4",
        "https://10.0.0.7/clip.mp4",
        "https://172.16.5.4/clip.mp4",
        "https://192.168.1.1/clip.mp4",
        "https://100.64.0.1/clip.mp4",
        "https://169.254.169.254/latest/meta-data/",
        "https://0.0.0.0/clip.mp4",
        "https://2130706433/clip.mp4",
        "https://0x7f.1/clip.mp4",
        "https://[::1]/clip.mp4",
        "https://[::ffff:127.0.0.1]/clip.mp4",
        "https://[fe80::1]/clip.mp4",
        "https://[fd00:ec2::254]/latest/meta-data/",
        "https://user:password@clips.example.com/clip.mp4",
        "https://clips.example.com:8443/clip.mp4",
        "https://clips.example.com:22/clip.mp4",
        "ftp://clips.example.com/clip.mp4",
        "file:///etc/passwd",
        "gs://bucket/clip.mp4",
        "//clips.example.com/clip.mp4",
        "clip.mp4",
        "",
        "https://[::1",
        "https://clips.example.com/" + "a" * 10_000,
    ],
)
def test_places_where_no_clip_can_lie(public: Place, target: Path, url: str) -> None:
    assert failed(url, target).kind is ErrorKind.PERMANENT
    assert public.asked == []


def test_a_private_place_is_not_even_asked(private: Place, target: Path) -> None:
    assert failed(f"{private.url}/clip.mp4", target).kind is ErrorKind.PERMANENT
    assert private.asked == []


def test_to_trust_one_place_is_not_to_trust_its_neighbour(private: Place, target: Path) -> None:
    trusted = f"http://127.0.0.1:{private.port + 1}"
    assert failed(f"{private.url}/clip.mp4", target, trusted).kind is ErrorKind.PERMANENT


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/clip.mp4",
        "https://127.0.0.1:{port}/clip.mp4",
        "https://inside.example.com/clip.mp4",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/clip.mp4",
        "http://clips.example.com/clip.mp4",
        "http://clips.example.com:443/clip.mp4",
        "https://user:password@clips.example.com/clip.mp4",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_to_such_a_place_is_not_followed(
    public: Place, private: Place, target: Path, location: str
) -> None:
    there = location.format(port=private.port)
    public.answers["/go"] = answer(status="302 Found", Location=there)
    assert failed(f"{public.url}/go", target).kind is ErrorKind.PERMANENT
    assert private.asked == []
    assert [one.path for one in public.asked] == ["/go"]


def test_a_redirect_to_a_place_that_the_operator_trusts_is_not_followed(
    public: Place, private: Place, target: Path
) -> None:
    public.answers["/go"] = answer(status="302 Found", Location=f"{private.url}/clip.mp4")
    assert failed(f"{public.url}/go", target, private.url).kind is ErrorKind.PERMANENT
    assert private.asked == []


def test_a_redirect_from_the_operators_own_place_is_not_followed(
    private: Place, target: Path
) -> None:
    private.answers["/go"] = answer(status="302 Found", Location=f"{private.url}/clip.mp4")
    assert failed(f"{private.url}/go", target, private.url).kind is ErrorKind.PERMANENT
    assert [one.path for one in private.asked] == ["/go"]


def test_redirects_come_to_an_end(public: Place, target: Path) -> None:
    public.answers["/go"] = answer(status="302 Found", Location="/go")
    assert failed(f"{public.url}/go", target).kind is ErrorKind.PERMANENT
    assert len(public.asked) == 4


def test_a_certificate_for_another_name_is_not_good(
    public: Place, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NAMES, "other.example.com", PUBLIC)
    url = public.url.replace("clips", "other")
    assert failed(f"{url}/clip.mp4", target).kind is ErrorKind.RETRYABLE
    assert public.asked == []


# --- Credentials -----------------------------------------------------------------------------


def test_headers_of_a_clip_go_to_its_place(public: Place, target: Path) -> None:
    fetched(Media(url=f"{public.url}/clip.mp4", headers=SECRETS), target)
    for name, value in SECRETS.items():
        assert public.asked[0].headers[name.lower()] == value


def test_headers_of_a_clip_follow_a_redirect_at_its_place(public: Place, target: Path) -> None:
    public.answers["/go"] = answer(status="302 Found", Location="/clip.mp4")
    fetched(Media(url=f"{public.url}/go", headers=SECRETS), target)
    assert public.asked[1].headers["x-vendor-token"] == SECRETS["X-Vendor-Token"]


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 Other", "307 Temporary"])
def test_headers_of_a_clip_never_follow_a_redirect_to_another_place(
    public: Place, target: Path, status: str
) -> None:
    elsewhere = public.url.replace("clips", "cdn")
    public.answers["/go"] = answer(status=status, Location=f"{elsewhere}/clip.mp4")
    fetched(Media(url=f"{public.url}/go", headers=SECRETS), target)
    assert target.read_bytes() == CLIP
    first, second = public.asked
    assert str(second.headers["host"]).startswith("cdn.")
    for name, value in SECRETS.items():
        assert first.headers[name.lower()] == value
        assert name.lower() not in second.headers


def test_nothing_of_a_clip_is_in_what_is_told(public: Place, target: Path) -> None:
    public.answers["/clip.mp4"] = answer(b"no", "500 Broken")
    error = failed(Media(url=f"{public.url}/clip.mp4", headers=SECRETS), target)
    assert not any(value in f"{error} {error.evidence}" for value in SECRETS.values())


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/clip.mp4", "https://127.0.0.1/clip.mp4"])
def test_what_opens_a_clip_is_not_told(target: Path, url: str) -> None:
    error = failed(f"{url}?_jwt=secret-1&Signature=secret-2", target, "http://127.0.0.1:9")
    assert "127.0.0.1" in error.evidence
    assert "secret" not in error.evidence


# --- How much --------------------------------------------------------------------------------


def test_a_clip_of_just_the_size_is_copied(private: Place, target: Path) -> None:
    fetched(f"{private.url}/clip.mp4", target, private.url, largest=len(CLIP))
    assert target.exists()


def test_a_clip_that_says_it_is_too_large_is_not_read(private: Place, target: Path) -> None:
    private.answers["/clip.mp4"] = answer(b"x", length=10**12, Content_Type="video/mp4")
    error = failed(f"{private.url}/clip.mp4", target, private.url)
    assert error.kind is ErrorKind.PERMANENT
    assert "larger than 500,000,000 bytes" in error.evidence


def test_a_clip_that_does_not_say_it_is_too_large_is_not_kept(private: Place, target: Path) -> None:
    private.answers["/clip.mp4"] = answer(CLIP, length=None, Content_Type="video/mp4")
    error = failed(f"{private.url}/clip.mp4", target, private.url, largest=len(CLIP) - 1)
    assert error.kind is ErrorKind.PERMANENT
    assert "More than" in error.evidence


def test_a_clip_that_grows_when_unpacked_is_not_kept(private: Place, target: Path) -> None:
    packed = gzip.compress(b"\0" * 5_000_000)
    private.answers["/clip.mp4"] = answer(packed, Content_Type="video/mp4", Content_Encoding="gzip")
    error = failed(f"{private.url}/clip.mp4", target, private.url, largest=1_000_000)
    assert error.kind is ErrorKind.PERMANENT


@pytest.mark.parametrize("kind", ["text/html", "application/json", "image/png", "text/video/mp4"])
def test_what_is_no_video_is_not_kept(private: Place, target: Path, kind: str) -> None:
    private.answers["/clip.mp4"] = answer(CLIP, Content_Type=kind)
    error = failed(f"{private.url}/clip.mp4", target, private.url)
    assert error.kind is ErrorKind.PERMANENT
    assert kind in error.evidence


def test_a_clip_that_breaks_off_is_fetched_again_later(private: Place, target: Path) -> None:
    length = len(CLIP) + 1
    private.answers["/clip.mp4"] = answer(CLIP, length=length, Content_Type="video/mp4")
    error = failed(f"{private.url}/clip.mp4", target, private.url)
    assert error.kind is ErrorKind.RETRYABLE


@pytest.mark.parametrize("length", [0, None])
def test_an_empty_clip_is_fetched_again_later(
    private: Place, target: Path, length: int | None
) -> None:
    private.answers["/clip.mp4"] = answer(b"", length=length, Content_Type="video/mp4")
    error = failed(f"{private.url}/clip.mp4", target, private.url)
    assert error.kind is ErrorKind.RETRYABLE


def test_a_length_that_is_none_is_not_believed(private: Place, target: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: \xb2\r\nConnection: close\r\n\r\n"
    private.answers["/clip.mp4"] = head + CLIP
    fetched(f"{private.url}/clip.mp4", target, private.url)
    assert target.read_bytes() == CLIP


# --- Answers that are no clip ----------------------------------------------------------------


@pytest.mark.parametrize("status", ["401 No", "403 Forbidden", "404 Not Found", "410 Gone"])
def test_a_link_that_ran_out_is_told_apart(private: Place, target: Path, status: str) -> None:
    private.answers["/clip.mp4"] = answer(b"expired", status)
    with pytest.raises(Expired):
        fetched(f"{private.url}/clip.mp4", target, private.url)
    assert not target.exists()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("400 Bad Request", ErrorKind.PERMANENT),
        ("429 Too Many Requests", ErrorKind.RETRYABLE),
        ("500 Broken", ErrorKind.RETRYABLE),
        ("503 Down", ErrorKind.RETRYABLE),
    ],
)
def test_other_answers(private: Place, target: Path, status: str, kind: ErrorKind) -> None:
    private.answers["/clip.mp4"] = answer(b"no", status)
    assert failed(f"{private.url}/clip.mp4", target, private.url).kind is kind


def test_no_answer_is_asked_for_again_later(private: Place, target: Path) -> None:
    assert failed(f"{private.url}/cut", target, private.url).kind is ErrorKind.RETRYABLE
    nobody = "http://127.0.0.1:9"  # the discard port: nobody listens
    assert failed(f"{nobody}/clip.mp4", target, nobody).kind is ErrorKind.RETRYABLE


def test_an_older_clip_stays_when_a_newer_does_not_come(private: Place, target: Path) -> None:
    target.write_bytes(b"old")
    with pytest.raises(ProviderError):
        fetched(f"{private.url}/cut", target, private.url)
    assert target.read_bytes() == b"old"


# --- Stopping --------------------------------------------------------------------------------


def test_work_that_is_stopped_leaves_nothing(private: Place, target: Path) -> None:
    drafts: list[bool] = []

    def stop() -> bool:
        drafts.append(target.with_name("clip.mp4.part").exists())
        return len(drafts) == 3

    with pytest.raises(Interrupted):
        fetched(f"{private.url}/clip.mp4", target, private.url, should_stop=stop)
    assert drafts == [True, True, True]
    assert not target.exists()


# --- Clips inside an address -----------------------------------------------------------------


def inside(content: bytes, kind: str = "video/mp4") -> str:
    """Return an address that holds `content`."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def test_a_clip_inside_its_address_is_copied(target: Path) -> None:
    fetched(inside(CLIP), target, largest=len(CLIP))
    assert target.read_bytes() == CLIP


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (inside(CLIP, "text/html"), ErrorKind.PERMANENT),
        ("data:video/mp4,plain", ErrorKind.PERMANENT),
        ("data:video/mp4;base64,####", ErrorKind.PERMANENT),
        ("data:", ErrorKind.PERMANENT),
        (inside(b""), ErrorKind.RETRYABLE),
    ],
)
def test_what_is_no_clip_inside_an_address(target: Path, url: str, kind: ErrorKind) -> None:
    error = failed(url, target)
    assert error.kind is kind
    assert len(error.evidence) < 200


def test_too_much_inside_an_address_is_not_kept(target: Path) -> None:
    error = failed(inside(CLIP), target, largest=len(CLIP) - 1)
    assert error.kind is ErrorKind.PERMANENT
