"""Who makes a video: the choice in the studio, its price, and the reasons on the video's page."""

import html
import re
from pathlib import Path

import pytest
from django.test import Client

from billing.queries import Wallet, wallet
from billing.signup import welcome
from creator.models import User
from tests.creator.test_studio import FORM, STUDIO
from tests.delivered import delivered, untouched
from tests.orders import submit
from tests.routing.submissions import failures
from tests.routing.vendors import vendors
from videos.models import Job

__all__ = ["vendors"]

ESTIMATE = "/studio/estimate/"
HTMX = {"HX-Request": "true"}


def _text(client: Client, url: str) -> str:
    return _shown(client.get(url).content)


def _shown(content: bytes) -> str:
    return html.unescape(" ".join(content.decode().split()))


def _choices(page: str) -> dict[str, str]:
    """Return the attributes of each choice by its value."""
    found = re.findall(r'<input type="radio" name="provider" value="(\w+)" ?([^>]*)>', page)
    return {value: attributes.strip() for value, attributes in found}


def test_without_vendors_there_is_the_studio(as_alice: Client) -> None:
    page = _text(as_alice, STUDIO)
    assert _choices(page) == {"auto": "checked", "local": ""}
    assert "REPLICATE_API_TOKEN" not in page


def test_admins_see_what_could_be_set_up(admin: User) -> None:
    client = Client()
    client.force_login(admin)
    page = _text(client, STUDIO)
    assert list(_choices(page)) == ["auto", "local"]
    assert "Replicate: not configured: set REPLICATE_API_TOKEN." in page


@pytest.mark.usefixtures("vendors")
def test_each_vendor_says_what_it_makes_and_what_that_adds(as_alice: Client) -> None:
    page = _text(as_alice, STUDIO)
    assert _choices(page) == {"auto": "checked", "local": "", "grand": "", "cheap": ""}
    assert "Generates a clip for every scene; we narrate, caption and cut." in page
    assert "about +188 tokens a minute" in page
    assert "STAR_KEY" not in page


@pytest.mark.usefixtures("vendors")
def test_a_vendor_that_fails_cannot_be_chosen(as_alice: Client, alice: User) -> None:
    failures(submit(alice), 5)
    page = _text(as_alice, STUDIO)
    assert _choices(page)["grand"] == "disabled"
    assert "Left alone for a few minutes, as 5 of the last 5 failed." in page


@pytest.mark.usefixtures("vendors")
def test_a_chosen_vendor_makes_the_video(as_alice: Client, alice: User) -> None:
    as_alice.post(STUDIO, FORM | {"provider": "cheap"})
    job = Job.objects.get()
    assert (job.order.provider, job.route["provider"]) == ("cheap", "cheap")
    assert wallet(alice.pk) == Wallet(available=200 - job.price, held=job.price)
    page = _text(as_alice, f"/videos/{job.video.public_id}/")
    assert "<summary>Why Cheap?</summary>" in page
    assert "<strong>Cheap</strong>: chosen by you." in page
    assert "<strong>Reelsmith Studio</strong>: draws what Cheap fails to make." in page
    assert "Should Cheap fail, this page says what was made another way." in page
    assert "STAR_KEY" not in page


@pytest.mark.usefixtures("vendors")
def test_what_might_have_failed_is_not_told_of_a_video_that_is_there(
    as_alice: Client, alice: User, tmp_path: Path
) -> None:
    job = delivered(alice, tmp_path, provider="cheap")
    page = _text(as_alice, f"/videos/{job.video.public_id}/")
    assert "<summary>Why Cheap?</summary>" in page
    assert "Should Cheap fail" not in page


@pytest.mark.usefixtures("vendors")
def test_a_form_that_names_nobody_is_automatic(as_alice: Client) -> None:
    as_alice.post(STUDIO, FORM)
    assert Job.objects.get().order.provider == "auto"
    page = _text(as_alice, f"/videos/{Job.objects.get().video.public_id}/")
    assert "draws every scene here, at no extra cost." in page
    assert "<strong>Grand</strong>: able; choose it to have scenes filmed." in page


@pytest.mark.usefixtures("vendors")
def test_an_admin_reads_of_those_who_are_not_set_up(admin: User) -> None:
    client = Client()
    client.force_login(admin)
    welcome(admin.pk)
    job = submit(admin, provider="local")
    page = _text(client, f"/videos/{job.video.public_id}/")
    assert "<strong>Star</strong>: not configured: set STAR_KEY." in page


@pytest.mark.usefixtures("vendors")
def test_the_estimate_follows_the_choice(as_alice: Client) -> None:
    shown = {
        name: _shown(as_alice.post(ESTIMATE, FORM | {"provider": name}, headers=HTMX).content)
        for name in ("auto", "local", "cheap")
    }
    assert shown["auto"] == shown["local"]
    assert "50 tokens" in shown["auto"]
    assert "Made by" not in shown["auto"]
    assert "of them for" not in shown["auto"]
    assert "3 of them for Cheap" in shown["cheap"]
    assert "<dt>Made by</dt> <dd> Cheap </dd>" in shown["cheap"]
    assert "<dt>Price</dt> <dd> 53 tokens" in shown["cheap"]
    assert "about 3 min" in shown["cheap"]


@pytest.mark.usefixtures("vendors")
def test_an_estimate_says_why_the_chosen_one_cannot(as_alice: Client) -> None:
    form = FORM | {"provider": "cheap", "aspect": "1:1"}
    shown = _shown(as_alice.post(ESTIMATE, form, headers=HTMX).content)
    assert "Cheap is not available: cannot make 1:1. Choose something else" in shown


@pytest.mark.usefixtures("vendors")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"provider": "star"}, "Star is not available: not set up here."),
        ({"provider": "grand", "aspect": "1:1"}, "Grand is not available: cannot make 1:1."),
        ({"provider": "nobody"}, "Choose one of: auto"),
    ],
)
def test_who_cannot_is_refused_and_nothing_is_charged(
    as_alice: Client, alice: User, changes: dict[str, str], sentence: str
) -> None:
    answer = as_alice.post(STUDIO, FORM | changes)
    page = _shown(answer.content)
    assert answer.status_code == 422
    assert f'<a href="#provider">{sentence}' in page
    assert "Nothing was made or charged" in page
    assert untouched(alice)


@pytest.mark.usefixtures("vendors")
def test_what_was_chosen_survives_a_refusal_and_a_variation(as_alice: Client) -> None:
    page = _shown(as_alice.post(STUDIO, FORM | {"provider": "cheap", "script": ""}).content)
    assert _choices(page)["cheap"] == "checked"
    location = as_alice.post(STUDIO, FORM | {"provider": "cheap"})["Location"]
    page = _text(as_alice, f"{STUDIO}?from={location.split('/')[2]}")
    assert _choices(page)["cheap"] == "checked"


@pytest.mark.usefixtures("vendors")
def test_a_variation_of_what_nobody_makes_any_more_is_automatic_and_says_so(
    as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = as_alice.post(STUDIO, FORM | {"provider": "cheap"})["Location"]
    monkeypatch.delenv("CHEAP_KEY")
    page = _text(as_alice, f"{STUDIO}?from={location.split('/')[2]}")
    assert _choices(page)["auto"] == "checked"
    assert "Who made that video is not set up here any more." in page


@pytest.mark.usefixtures("vendors")
def test_strangers_and_visitors_learn_nothing(as_bob: Client, alice: User) -> None:
    page = f"/videos/{submit(alice, provider='cheap').video.public_id}/"
    assert as_bob.get(page).status_code == 404
    for url in (page, STUDIO):
        assert Client().get(url)["Location"].startswith("/accounts/login/")


@pytest.mark.usefixtures("vendors")
def test_too_few_tokens_for_a_vendor_keep_the_draft(as_alice: Client, alice: User) -> None:
    long = " ".join([FORM["script"]] * 14)
    answer = as_alice.post(STUDIO, FORM | {"provider": "grand", "script": long})
    assert answer.status_code == 402
    assert _choices(_shown(answer.content))["grand"] == "checked"
    assert untouched(alice)
