"""How vendors are asked: what is sent, what an answer means, and what silence means."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
import time_machine

from tests.providers.places import Place, answer, certificate, place
from videos.providers.errors import EVIDENCE_LENGTH, ErrorKind, ProviderError
from videos.providers.http import Client, Reply, kind_of, origin, retry_after

SECRET = "key-of-a-test"


@pytest.fixture
def there() -> Iterator[Place]:
    """The vendor."""
    with place() as there:
        yield there


@pytest.fixture
def client(there: Place) -> Client:
    """Who asks the vendor."""
    return client_of(f"{there.url}/v1")


def client_of(base: str) -> Client:
    return Client(
        label="Vendor", base=base, headers={"Authorization": f"Bearer {SECRET}"}, secrets=(SECRET,)
    )


def asked(client: Client, path: str = "thing") -> ProviderError:
    """Ask, and return the error that comes of it."""
    with pytest.raises(ProviderError) as caught:
        client.ask("GET", path)
    return caught.value


def ordered(client: Client, path: str = "thing") -> ProviderError:
    """Order, and return the error that comes of it."""
    with pytest.raises(ProviderError) as caught:
        client.order("POST", path, json={"prompt": "A cup"})
    return caught.value


# --- What is sent ----------------------------------------------------------------------------


def test_the_key_goes_to_the_vendor(there: Place, client: Client) -> None:
    there.answers["/v1/thing"] = answer(b'{"id": "1"}')
    assert client.ask("GET", "/thing").data == {"id": "1"}
    assert there.asked[0].headers["authorization"] == f"Bearer {SECRET}"


def test_the_key_goes_along_to_an_address_of_the_vendors_own(there: Place, client: Client) -> None:
    there.answers["/queue/1"] = answer(b"{}")
    client.ask("GET", f"{there.url}/queue/1")
    assert there.asked[0].headers["authorization"] == f"Bearer {SECRET}"


def test_the_key_goes_to_nobody_else(client: Client) -> None:
    with place() as other:
        other.answers["/queue/1"] = answer(b"{}")
        client.ask("GET", f"{other.url}/queue/1")
        assert "authorization" not in other.asked[0].headers


def test_a_redirect_is_not_followed(there: Place, client: Client) -> None:
    with place() as other:
        there.answers["/v1/thing"] = answer(status="302 Found", Location=f"{other.url}/thing")
        assert asked(client).kind is ErrorKind.PERMANENT
        assert other.asked == []


# --- What an answer means --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, ErrorKind.PERMANENT),
        (400, ErrorKind.PERMANENT),
        (401, ErrorKind.CONFIGURATION),
        (402, ErrorKind.QUOTA),
        (403, ErrorKind.CONFIGURATION),
        (404, ErrorKind.PERMANENT),
        (408, ErrorKind.RETRYABLE),
        (422, ErrorKind.PERMANENT),
        (425, ErrorKind.RETRYABLE),
        (429, ErrorKind.RETRYABLE),
        (451, ErrorKind.MODERATION),
        (500, ErrorKind.RETRYABLE),
        (503, ErrorKind.RETRYABLE),
    ],
)
def test_statuses(status: int, kind: ErrorKind) -> None:
    assert kind_of(status) is kind


@pytest.mark.parametrize("status", ["408 Request Timeout", "502 Bad Gateway", "504 Timeout"])
def test_an_answer_from_something_on_the_way_says_nothing_of_an_order(
    there: Place, client: Client, status: str
) -> None:
    there.answers["/v1/thing"] = answer(b"busy", status)
    assert ordered(client).kind is ErrorKind.AMBIGUOUS
    assert asked(client).kind is ErrorKind.RETRYABLE


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Service Unavailable"])
def test_a_vendor_that_is_down_has_begun_nothing(there: Place, client: Client, status: str) -> None:
    there.answers["/v1/thing"] = answer(b"down", status)
    assert ordered(client).kind is ErrorKind.RETRYABLE


def test_a_refusal_is_told_with_what_was_said(there: Place, client: Client) -> None:
    there.answers["/v1/thing"] = answer(b'{"error": "no"}', "429 Too Many", Retry_After="7")
    error = asked(client)
    assert (error.status, error.retry_after) == (429, 7.0)
    assert error.evidence == 'HTTP 429: {"error": "no"}'
    assert str(error) == "Vendor is busy or down at the moment. We will try again."


def test_a_vendors_own_reading_comes_first(there: Place) -> None:
    there.answers["/v1/thing"] = answer(b"no credit", "400 Bad Request")

    def understand(reply: Reply) -> ProviderError:
        return ProviderError("Empty.", kind=ErrorKind.QUOTA, evidence=reply.text)

    client = Client(label="Vendor", base=f"{there.url}/v1", understand=understand)
    assert asked(client).kind is ErrorKind.QUOTA


@pytest.mark.parametrize("text", ["", "not json", "[1]", '"text"', "null"])
def test_what_is_no_object_is_an_empty_one(text: str) -> None:
    assert Reply(status=200, headers={}, text=text).data == {}


def test_what_is_no_text_is_read_all_the_same(there: Place, client: Client) -> None:
    there.answers["/v1/thing"] = answer(b"\xff\xfe")
    assert client.ask("GET", "thing").text == "\ufffd\ufffd"


# --- Evidence --------------------------------------------------------------------------------


def test_a_key_that_is_said_back_is_not_kept(
    there: Place, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    there.answers["/v1/thing"] = answer(f"Bad key {SECRET}".encode(), "401 Unauthorized")
    assert asked(client).evidence == "HTTP 401: Bad key …"
    assert SECRET not in caplog.text


def test_a_key_is_not_kept_in_a_vendors_own_reading_either(there: Place) -> None:
    there.answers["/v1/thing"] = answer(f"Bad key {SECRET}".encode(), "401 Unauthorized")

    def understand(reply: Reply) -> ProviderError:
        return ProviderError("No.", kind=ErrorKind.CONFIGURATION, evidence=reply.text)

    client = Client(label="V", base=f"{there.url}/v1", secrets=(SECRET,), understand=understand)
    assert asked(client).evidence == "Bad key …"


def test_a_key_in_an_address_is_not_kept(client: Client) -> None:
    error = asked(client_of("http://127.0.0.1:9"), f"thing?key={SECRET}")
    assert "thing?key=…" in error.evidence


def test_evidence_is_short(there: Place, client: Client) -> None:
    there.answers["/v1/thing"] = answer(b"x" * 100_000, "400 Bad Request")
    assert len(asked(client).evidence) == EVIDENCE_LENGTH


# --- Silence ---------------------------------------------------------------------------------


def test_a_line_that_is_refused_has_carried_nothing() -> None:
    client = client_of("http://127.0.0.1:9")  # the discard port: nobody listens
    assert ordered(client).kind is ErrorKind.RETRYABLE
    assert asked(client).kind is ErrorKind.RETRYABLE


def test_a_name_that_is_not_found_has_carried_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_args: object, **_options: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    assert ordered(client_of("https://vendor.example.com")).kind is ErrorKind.RETRYABLE


def test_a_stranger_with_the_vendors_name_has_been_told_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate(tmp_path_factory.mktemp("tls"), "localhost"))
    with place(context=context) as stranger:
        base = stranger.url.replace("127.0.0.1", "localhost")
        assert ordered(client_of(base)).kind is ErrorKind.RETRYABLE
        assert stranger.asked == []


def test_a_line_that_is_cut_after_sending_may_have_carried_it(there: Place, client: Client) -> None:
    assert ordered(client).kind is ErrorKind.AMBIGUOUS
    assert [one.method for one in there.asked] == ["POST"], "sent once"
    assert asked(client).kind is ErrorKind.RETRYABLE


def test_half_an_answer_is_none(there: Place, client: Client) -> None:
    there.answers["/v1/thing"] = answer(b'{"id": ', length=100)
    assert ordered(client).kind is ErrorKind.AMBIGUOUS
    assert asked(client).kind is ErrorKind.RETRYABLE


def test_a_vendor_that_does_not_answer_in_time_may_have_begun(there: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        base = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        client = Client(label="Vendor", base=base, read_seconds=0.05)
        assert ordered(client).kind is ErrorKind.AMBIGUOUS
        assert asked(client).kind is ErrorKind.RETRYABLE


@pytest.mark.parametrize("length", [-1, None])
def test_an_answer_that_does_not_end_is_not_read_to_its_end(
    there: Place, length: int | None
) -> None:
    there.answers["/v1/thing"] = answer(b"x" * 200_001, length=length)
    client = Client(label="Vendor", base=f"{there.url}/v1", largest=200_000)
    assert ordered(client).kind is ErrorKind.AMBIGUOUS
    assert "larger than 200,000 bytes" in asked(client).evidence


def test_an_answer_of_just_the_size_is_read(there: Place) -> None:
    there.answers["/v1/thing"] = answer(b"x" * 200_000)
    client = Client(label="Vendor", base=f"{there.url}/v1", largest=200_000)
    assert len(client.ask("GET", "thing").text) == 200_000


@pytest.mark.parametrize("base", ["vendor.example.com", "ftp://vendor.example.com", "http://"])
def test_an_address_that_cannot_be_right_is_a_matter_for_the_operator(base: str) -> None:
    assert ordered(client_of(base)).kind is ErrorKind.CONFIGURATION


@pytest.mark.parametrize("key", ["two\nlines", "sn☃wman"])
def test_a_key_that_no_header_can_hold_is_a_matter_for_the_operator(there: Place, key: str) -> None:
    client = Client(label="V", base=there.url, headers={"X-Api-Key": key}, secrets=(key,))
    error = ordered(client)
    assert error.kind is ErrorKind.CONFIGURATION
    assert key not in error.evidence
    assert repr(key)[1:-1] not in error.evidence
    assert there.asked == []


def test_an_address_that_is_none_is_an_error_like_any_other(client: Client) -> None:
    assert asked(client, "http://[::1").kind is ErrorKind.RETRYABLE


# --- Retry-After -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("0.5", 0.5),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("²", None),
        (".", None),
        ("Fri, 20 Nov 2026 10:00:30 GMT", 30.0),
        ("Fri, 20 Nov 2026 10:00:30 -0000", 30.0),
        ("Friday, 20-Nov-26 10:00:30 GMT", 30.0),
        ("Fri Nov 20 10:00:30 2026", 30.0),
        ("Fri, 20 Nov 2026 09:00:00 GMT", 0.0),
    ],
)
@time_machine.travel(datetime(2026, 11, 20, 10, tzinfo=UTC), tick=False)
def test_how_long_to_wait(value: str, seconds: float | None) -> None:
    assert retry_after({"Retry-After": value}) == seconds


def test_no_word_of_waiting() -> None:
    assert retry_after({}) is None


def test_a_date_is_read_from_a_real_answer(there: Place, client: Client) -> None:
    moment = datetime(2036, 1, 1, tzinfo=UTC)
    there.answers["/v1/thing"] = answer(
        b"", "503 Unavailable", retry_after=format_datetime(moment, usegmt=True)
    )
    found = asked(client).retry_after
    assert found is not None
    assert found > 0


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://API.example.com/v1", "https://api.example.com"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000"),
        ("https://user:pass@api.example.com/", "https://api.example.com"),
        ("https://api.example.com@evil.example.net/", "https://evil.example.net"),
    ],
)
def test_origins(url: str, expected: str) -> None:
    assert origin(url) == expected
