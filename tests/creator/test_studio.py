"""The studio form: what it makes, and what it refuses without a trace."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from billing import ledger
from billing.queries import Wallet, wallet
from creator.models import User
from tests.delivered import untouched
from videos.models import Job, Video

SCRIPT = "The alarm can wait. The coffee can't. Try your first bag for $5."
FORM = {
    "campaign_name": "Dawnroast", "source": "script", "script": SCRIPT, "style": "aurora",
    "aspect": "16:9", "duration": "0", "voice": "auto", "captions": "burned", "music": "on",
    "idempotency_key": "form-1",
}  # fmt: skip
STUDIO = "/studio/"


def test_the_form_shows_every_choice_and_the_price(as_alice: Client) -> None:
    page = as_alice.get(STUDIO).content.decode()
    for text in (
        "Aurora",
        "Editorial",
        "9:16",
        "Heart (neural, female)",
        "costs 50 tokens",
        "200</span>",
    ):
        assert text in page


def test_generate_makes_a_job_a_hold_and_goes_to_its_page(as_alice: Client, alice: User) -> None:
    answer = as_alice.post(STUDIO, FORM)
    job = Job.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/videos/{job.video.public_id}/")
    assert (job.owner, job.status, job.price) == (alice, "queued", 50)
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_a_topic_is_enough(as_alice: Client) -> None:
    as_alice.post(STUDIO, FORM | {"source": "topic", "topic": "Why the sea is salty"})
    assert Job.objects.get().order.topic == "Why the sea is salty"
    assert Job.objects.get().order.script == ""


def test_ticks_that_are_off_are_kept(as_alice: Client) -> None:
    as_alice.post(STUDIO, {k: v for k, v in FORM.items() if k not in {"music", "progress_bar"}})
    order = Job.objects.latest("pk").order
    assert (order.music, order.progress_bar) == (False, False)
    as_alice.post(STUDIO, FORM | {"music": "on", "progress_bar": "on", "style": "neon"})
    order = Job.objects.latest("pk").order
    assert (order.music, order.progress_bar) == (True, True)


def test_a_brand_colour_counts_only_when_asked_for(as_alice: Client) -> None:
    as_alice.post(STUDIO, FORM | {"brand_colour": "#FF8800"})
    assert Job.objects.latest("pk").order.brand_colour == ""
    as_alice.post(STUDIO, FORM | {"brand_colour": "#FF8800", "branded": "on"})
    assert Job.objects.latest("pk").order.brand_colour == "#ff8800"


def test_pressing_twice_makes_one_job(as_alice: Client, alice: User) -> None:
    first, second = (as_alice.post(STUDIO, FORM) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Job.objects.count() == Video.objects.count() == 1
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_going_back_and_changing_the_script_is_a_new_order(as_alice: Client) -> None:
    as_alice.post(STUDIO, FORM)
    as_alice.post(STUDIO, FORM | {"script": SCRIPT + " Today."})
    assert Job.objects.count() == 2


BAD = {
    "empty": ({"script": ""}, "Write at least 20 characters"),
    "too short": ({"script": "Too short."}, "Write at least 20 characters"),
    "too long": ({"script": "word " * 2001}, "10,004 characters; the limit is 10,000"),
    "only emoji": ({"script": "🚀🎉🔥" * 10}, "nothing to say"),
    "only punctuation": ({"script": "?!…—.,;:" * 6}, "nothing to say"),
    "null bytes": ({"script": SCRIPT + "\0"}, "null character"),
    "null in the name": ({"campaign_name": "Dawn\0roast"}, "null character"),
    "no name": ({"campaign_name": "  "}, "Enter a campaign name"),
    "long name": ({"campaign_name": "x" * 81}, "Enter a campaign name"),
    "unknown style": ({"style": "vaporwave"}, "Choose one of: aurora"),
    "unknown aspect": ({"aspect": "21:9"}, "Choose one of: 16:9"),
    "unknown duration": ({"duration": "31"}, "Choose one of these numbers"),
    "negative duration": ({"duration": "-30"}, "Choose one of these numbers"),
    "unknown voice": ({"voice": "hal9000"}, "Choose one of: auto"),
    "unknown captions": ({"captions": "yes"}, "Choose one of: burned"),
    "unknown caption style": ({"caption_style": "comic"}, "Choose one of: pill"),
    "no colour": ({"branded": "on", "brand_colour": "red;}"}, "Enter a colour as #"),
    "empty topic": ({"source": "topic", "topic": ""}, "Write at least 20 characters"),
    "short topic": ({"source": "topic", "topic": "a"}, "Enter a topic of 3 to 300"),
}


@pytest.mark.parametrize(("changes", "sentence"), BAD.values(), ids=BAD)
def test_bad_input_is_answered_and_leaves_nothing(
    as_alice: Client, alice: User, changes: dict[str, str], sentence: str
) -> None:
    answer = as_alice.post(STUDIO, FORM | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Nothing was made or charged" in page
    assert untouched(alice)


def test_what_was_typed_survives_a_refusal(as_alice: Client) -> None:
    page = as_alice.post(STUDIO, FORM | {"style": "vaporwave"}).content.decode()
    assert "The alarm can wait. The coffee can&#x27;t." in page
    assert 'value="Dawnroast"' in page


ODD = {
    "markup": "<script>alert(1)</script> is what <b>nobody</b> should ever run in a page.",
    "template": "Seven times seven is {{ 7 * 7 }} and {% now 'Y' %} stays what was written here.",
    "shell": "Run $(rm -rf /) and `id` ; echo pwned | sh && true > /etc/passwd, as they say.",
    "sql": "Robert'); DROP TABLE videos_job;-- is a very old joke, and it still has to be said.",
    "right to left": "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق وقد وهبوا عقلاً وضميراً.",
}


@pytest.mark.parametrize("script", ODD.values(), ids=ODD)
def test_strange_scripts_are_text_and_nothing_else(as_alice: Client, script: str) -> None:
    answer = as_alice.post(STUDIO, FORM | {"script": script, "campaign_name": script[:60]})
    assert answer.status_code == 302
    page = as_alice.get(answer["Location"]).content.decode()
    assert "<script>alert" not in page
    assert "49" not in Job.objects.get().order.script
    assert Job.objects.count() == 1


def test_too_few_tokens_is_402_and_keeps_the_draft(as_alice: Client, alice: User) -> None:
    for number in range(4):
        as_alice.post(STUDIO, FORM | {"idempotency_key": f"spend-{number}"})
    answer = as_alice.post(STUDIO, FORM | {"idempotency_key": "one-too-many"})
    page = answer.content.decode()
    assert answer.status_code == 402
    assert "needs 50 tokens and you have 0" in page
    assert "The alarm can wait." in page
    assert Job.objects.count() == Video.objects.count() == 4
    assert wallet(alice.pk) == Wallet(available=0, held=200)


def test_a_full_queue_is_429(as_alice: Client, alice: User, settings: Settings) -> None:
    settings.QUEUED_JOBS_PER_CREATOR = 1
    as_alice.post(STUDIO, FORM)
    answer = as_alice.post(STUDIO, FORM | {"idempotency_key": "second"})
    assert answer.status_code == 429
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_an_expired_session_leads_to_sign_in(alice: User) -> None:
    answer = Client().post(STUDIO, FORM)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert untouched(alice)


def test_a_form_without_its_token_is_explained(alice: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    answer = client.post(STUDIO, FORM)
    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()
    assert untouched(alice)


def test_the_estimate_charges_nothing(as_alice: Client, alice: User) -> None:
    page = as_alice.post(reverse("estimate"), FORM, headers={"HX-Request": "true"})
    text = " ".join(page.content.decode().split())
    assert "50 tokens" in text
    assert "150 tokens" in text
    assert "<html" not in text
    assert untouched(alice)


def test_the_estimate_says_how_many_tokens_are_missing(as_alice: Client) -> None:
    long = "This is one of many sentences that take their time to be spoken. " * 120
    page = as_alice.post(reverse("estimate"), FORM | {"script": long}, headers={"HX-Request": "1"})
    assert "tokens short" in page.content.decode()


def test_without_javascript_the_estimate_is_a_page(as_alice: Client) -> None:
    page = as_alice.post(reverse("estimate"), FORM).content.decode()
    assert "<html" in page
    assert "The alarm can wait." in page


def test_a_variation_starts_from_an_own_video(as_alice: Client, as_bob: Client) -> None:
    location = as_alice.post(STUDIO, FORM | {"style": "neon"})["Location"]
    public_id = location.split("/")[2]
    assert "The alarm can wait." in as_alice.get(f"{STUDIO}?from={public_id}").content.decode()
    assert as_bob.get(f"{STUDIO}?from={public_id}").status_code == 404


@pytest.mark.django_db
def test_seeding_twice_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed")
    first = capsys.readouterr().out
    call_command("seed")
    assert "Creator creator@example.com" in first
    assert "Admin admin@example.com" in first
    creator = User.objects.get(email="creator@example.com")
    assert wallet(creator.pk) == Wallet(available=1000, held=0)
    assert User.objects.get(email="admin@example.com").is_superuser


def test_a_grant_is_seen_in_the_studio(as_alice: Client, alice: User) -> None:
    with transaction.atomic():
        ledger.grant(alice.pk, 5, key="gift", reason="A gift")
    assert '<span class="number">205</span>' in as_alice.get(STUDIO).content.decode()
