"""Library, wallet, notices, API keys."""

from pathlib import Path

from django.test import Client

from creator.models import User
from tests.delivered import delivered, failed
from tests.orders import submit
from videos import jobs
from videos.models import ApiKey, Notice
from videos.models.api_key import digest

KEYS = "/settings/api-keys/"


def _text(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_an_empty_library_invites(as_alice: Client) -> None:
    assert "Make your first video" in _text(as_alice, "/videos/")


def test_the_library_shows_posters_and_status(
    as_alice: Client, alice: User, bob: User, tmp_path: Path
) -> None:
    delivered(alice, tmp_path, campaign_name="Ready one")
    failed(alice)
    jobs.cancel(submit(bob, campaign_name="Bob's own"))
    text = _text(as_alice, "/videos/")
    assert "Ready one" in text
    assert "files/thumbnail.jpg" in text
    assert 'class="tag failed"' in text
    assert "Bob" not in text


def test_the_library_filters_by_name_and_status(as_alice: Client, alice: User) -> None:
    jobs.cancel(submit(alice, "a", campaign_name="Spring sale"))
    submit(alice, "b", campaign_name="Autumn sale")
    assert "Autumn" not in _text(as_alice, "/videos/?q=spring")
    assert "Spring" not in _text(as_alice, "/videos/?status=queued")
    assert "No video fits" in _text(as_alice, "/videos/?q=nothing")
    assert "Spring" in _text(as_alice, "/videos/?status=nonsense")


def test_the_library_has_pages(as_alice: Client, alice: User) -> None:
    for number in range(26):
        jobs.cancel(submit(alice, f"k{number}", campaign_name=f"Video {number:02}"))
    assert "Video 25" in _text(as_alice, "/videos/")
    assert "Video 01" in _text(as_alice, "/videos/?page=2")
    assert "Video 01" in _text(as_alice, "/videos/?page=999")


def test_the_library_takes_few_queries(
    as_alice: Client, alice: User, tmp_path: Path, django_assert_max_num_queries: object
) -> None:
    for number in range(3):
        delivered(alice, tmp_path, f"key-{number}")
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        as_alice.get("/videos/")


def test_the_wallet_tells_where_everything_went(
    as_alice: Client, alice: User, tmp_path: Path
) -> None:
    job = delivered(alice, tmp_path)
    jobs.cancel(submit(alice, "canceled"))
    submit(alice, "running")
    text = _text(as_alice, "/wallet/")
    assert "<strong>100</strong>" in text
    assert "<strong>50</strong>" in text
    for label in ("Received", "Reserved", "Spent", "Returned"):
        assert f"<td> {label} <br>" in text
    assert f'href="/videos/{job.video.public_id}/"' in text


def test_notices_are_counted_until_read(as_alice: Client, alice: User, tmp_path: Path) -> None:
    delivered(alice, tmp_path)
    failed(alice)
    assert 'class="count">2' in _text(as_alice, "/videos/")
    text = _text(as_alice, "/notices/")
    assert "Your video is ready" in text
    assert "The voice broke. Try again." in text
    as_alice.post("/notices/")
    assert 'class="count"' not in _text(as_alice, "/notices/")
    assert Notice.objects.filter(read_at=None).count() == 0


def test_reading_all_leaves_other_peoples_notices(as_alice: Client, alice: User, bob: User) -> None:
    failed(bob)
    as_alice.post("/notices/")
    assert Notice.objects.get().read_at is None


def test_a_key_is_shown_once_and_stored_as_a_digest(as_alice: Client, alice: User) -> None:
    page = as_alice.post(KEYS, {"name": "My script"})
    key = page.content.decode().split('id="new-key">')[1].split("<")[0].strip()
    row = ApiKey.objects.get()
    assert (row.owner, row.name, row.digest) == (alice, "My script", digest(key))
    assert page["Cache-Control"] == "no-store"
    assert key not in _text(as_alice, KEYS)


def test_a_key_needs_a_name(as_alice: Client) -> None:
    answer = as_alice.post(KEYS, {"name": " \0 "})
    assert answer.status_code == 422
    assert not ApiKey.objects.exists()


def test_twenty_keys_are_enough(as_alice: Client) -> None:
    answers = [as_alice.post(KEYS, {"name": f"Key {number}"}) for number in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [422]
    assert ApiKey.objects.count() == 20


def test_only_the_owner_revokes(as_alice: Client, as_bob: Client) -> None:
    as_alice.post(KEYS, {"name": "My script"})
    pk = ApiKey.objects.get().pk
    assert as_bob.post(f"{KEYS}{pk}/revoke/").status_code == 404
    assert Client().post(f"{KEYS}{pk}/revoke/").status_code == 302
    assert ApiKey.objects.get().revoked_at is None
    assert as_alice.post(f"{KEYS}{pk}/revoke/").status_code == 302
    assert ApiKey.objects.get().revoked_at is not None
