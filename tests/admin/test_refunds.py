"""An admin gives tokens back: the page, what it refuses, and who may not even see it."""

import re
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from billing.queries import Wallet, wallet
from billing.spending import Spending, refunds, spending
from creator.models import User
from tests.admin.conftest import staff
from tests.delivered import delivered, failed
from videos import jobs
from videos.models import Job, JobEvent, Notice

WHY = "The voice stutters."


@pytest.fixture
def job(alice: User, tmp_path: Path) -> Job:
    """A delivered video of alice's, which cost 50 tokens."""
    return delivered(alice, tmp_path)


def _job_page(job: Job) -> str:
    return f"/admin/videos/job/{job.pk}/change/"


def _url(job: Job) -> str:
    return f"/admin/videos/job/{job.pk}/refund/"


def _text(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def _key(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def _form(client: Client, job: Job, **changes: str) -> dict[str, str]:
    """Return a filled-in form as the page sends it."""
    return {"amount": "20", "reason": WHY, "key": _key(_text(client, _url(job)))} | changes


def _is_unchanged(job: Job) -> bool:
    told = JobEvent.objects.filter(kind="refunded").exists()
    logged = LogEntry.objects.exists()
    return not (refunds(job.public_id).exists() or told or logged) and not (
        Notice.objects.filter(kind="refunded").exists()
    )


def test_a_job_leads_to_its_refunds(as_admin: Client, job: Job) -> None:
    assert f'href="{_url(job)}"' in _text(as_admin, _job_page(job))


def test_what_was_not_delivered_leads_nowhere(as_admin: Client, alice: User) -> None:
    job = failed(alice)
    assert _url(job) not in _text(as_admin, _job_page(job))
    page = _text(as_admin, _url(job))
    assert "Nothing was spent on this video" in page
    assert 'name="amount"' not in page


def test_the_page_says_what_can_be_given(as_admin: Client, job: Job) -> None:
    jobs.refund(job, 20, key="a", reason=WHY)
    page = _text(as_admin, _url(job))
    for label, tokens in (("Tokens spent", 50), ("Given back", 20), ("Left to give back", 30)):
        row = f'<label>{label}:</label> <div class="readonly">{tokens}</div>'
        assert row in page
    assert 'min="1" max="30"' in page
    assert f"20 by recheck: <bdi>{WHY}</bdi>" in page
    assert "<script" not in page.split('id="content-main"')[1].split("</form>")[0]


def test_every_field_has_its_label_and_its_help(as_admin: Client, job: Job) -> None:
    page = _text(as_admin, _url(job))
    for name in ("amount", "reason"):
        assert f'for="id_{name}"' in page
        assert f'aria-describedby="id_{name}_helptext"' in page
        assert f'id="id_{name}_helptext"' in page


def test_tokens_are_given_back_and_everybody_sees_it(
    as_admin: Client, admin: User, alice: User, job: Job
) -> None:
    answer = as_admin.post(_url(job), _form(as_admin, job), follow=True)
    assert answer.redirect_chain == [(_job_page(job), 302)]
    page = answer.content.decode()
    assert "Tokens given back to alice@example.com: 20." in page
    assert "refunded" in page
    assert WHY in page
    assert wallet(alice.pk) == Wallet(available=170, held=0)
    assert refunds(job.public_id).get().created_by == admin
    assert WHY in _text(as_admin, "/admin/billing/transfer/?q=stutters")
    assert WHY in _text(as_admin, f"/admin/videos/job/{job.pk}/history/")


def test_a_double_click_gives_once(as_admin: Client, alice: User, job: Job) -> None:
    form = _form(as_admin, job)
    answers = [as_admin.post(_url(job), form, follow=True) for _ in range(2)]
    assert "This form gave back its 20 before." in answers[1].content.decode()
    assert wallet(alice.pk) == Wallet(available=170, held=0)
    assert LogEntry.objects.count() == 1


def test_two_forms_give_twice(as_admin: Client, alice: User, job: Job) -> None:
    for form in [_form(as_admin, job) for _ in range(2)]:
        as_admin.post(_url(job), form)
    assert wallet(alice.pk) == Wallet(available=190, held=0)


def test_all_of_it_leaves_nothing_to_give(as_admin: Client, job: Job) -> None:
    as_admin.post(_url(job), _form(as_admin, job, amount="50"))
    page = _text(as_admin, _url(job))
    assert "nothing is left to give" in page
    assert 'name="amount"' not in page


REFUSED = [
    ("amount", "51", "Enter 1 to 50: so many of the 50 tokens are left to give."),
    ("amount", "0", "Enter 1 to 50"),
    ("amount", "-5", "Enter 1 to 50"),
    ("amount", "9" * 30, "Enter 1 to 50"),
    ("amount", "1.5", "Enter a whole number of tokens."),
    ("amount", "many", "Enter a whole number of tokens."),
    ("amount", "", "Enter how many tokens to give back."),
    ("reason", "", "Say why; the creator reads it."),
    ("reason", "  ", "Say why; the creator reads it."),
    ("reason", "x" * 151, "at most 150 characters"),
    ("reason", "nul \0", "Null characters are not allowed."),
    ("key", "", "This form came without its key. Open it anew."),
    ("key", "k" * 65, "at most 64 characters"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), REFUSED)
def test_a_refusal_names_its_field_and_gives_nothing(
    as_admin: Client, job: Job, field: str, value: str, sentence: str
) -> None:
    answer = as_admin.post(_url(job), _form(as_admin, job, **{field: value}))
    assert answer.status_code == 422
    page = " ".join(answer.content.decode().split())
    errors = re.findall(r'<ul class="errorlist" id="id_(\w+)_error">(.*?)</ul>', page)
    assert [name for name, _ in errors] == [field]
    assert sentence in errors[0][1]
    assert "Nothing was given back." in page
    assert _is_unchanged(job)


def test_an_empty_form_is_refused(as_admin: Client, job: Job) -> None:
    assert as_admin.post(_url(job), {}).status_code == 422
    assert _is_unchanged(job)


def test_a_refused_form_keeps_its_words_and_its_key(as_admin: Client, job: Job) -> None:
    form = _form(as_admin, job, amount="51")
    page = as_admin.post(_url(job), form).content.decode()
    assert _key(page) == form["key"]
    assert f">\n{WHY}</textarea>" in page
    assert 'aria-invalid="true"' in page
    assert "<title>Error: Give tokens back" in " ".join(page.split()).replace("<title> ", "<title>")


def test_what_was_not_delivered_is_not_refunded(as_admin: Client, alice: User) -> None:
    job = failed(alice)
    form = {"amount": "1", "reason": WHY, "key": "k"}
    answer = as_admin.post(_url(job), form)
    assert answer.status_code == 422
    assert "only a delivered one can be refunded" in answer.content.decode()
    assert _is_unchanged(job)


def test_a_form_that_gave_before_gives_no_other_amount(as_admin: Client, job: Job) -> None:
    form = _form(as_admin, job)
    as_admin.post(_url(job), form)
    answer = as_admin.post(_url(job), form | {"amount": "21"})
    assert answer.status_code == 422
    assert "This form gave back another amount before." in answer.content.decode()
    assert spending(job.public_id) == Spending(captured=50, refunded=20)


def test_a_job_that_never_was(as_admin: Client) -> None:
    assert as_admin.get("/admin/videos/job/999999/refund/").status_code == 404


FORM = {"amount": "20", "reason": WHY, "key": "k"}


@pytest.mark.parametrize("may", [[], ["view_job"], ["refund_job"], ["view_job", "change_job"]])
def test_staff_need_both_permissions(job: Job, may: list[str]) -> None:
    somebody = staff(*may)
    assert somebody.get(_url(job)).status_code == 403
    assert somebody.post(_url(job), FORM).status_code == 403
    assert _is_unchanged(job)


def test_staff_who_may_only_look_see_no_way_to_refunds(job: Job) -> None:
    page = staff("view_job").get(_job_page(job))
    assert page.status_code == 200
    assert _url(job) not in page.content.decode()


def test_staff_with_the_permission_give(job: Job, alice: User) -> None:
    somebody = staff("view_job", "refund_job")
    assert _url(job) in _text(somebody, _job_page(job))
    assert somebody.post(_url(job), _form(somebody, job)).status_code == 302
    assert wallet(alice.pk) == Wallet(available=170, held=0)


def test_creators_and_strangers_and_nobody_are_sent_away(
    as_alice: Client, as_bob: Client, job: Job
) -> None:
    for client in (as_alice, as_bob, Client()):
        for answer in (client.get(_url(job)), client.post(_url(job), FORM)):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/admin/login/")
    assert _is_unchanged(job)


def test_a_form_of_another_site_is_refused(admin: User, job: Job) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    assert client.post(_url(job), FORM).status_code == 403
    assert _is_unchanged(job)
