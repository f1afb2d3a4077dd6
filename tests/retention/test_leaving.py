"""Leaving: who may, what it takes, and what is over at that moment."""

from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client
from django.urls import reverse

from billing.audit import faults
from billing.queries import Wallet, wallet
from creator import removal
from creator.models import User
from tests.api.conftest import with_key
from tests.conftest import PASSWORD
from tests.delivered import delivered
from tests.orders import claimed, submit
from videos import jobs, notifications, sharing
from videos.models import ApiKey, Departure, Job, Notice, Video
from videos.storage import delivery

URL, PAGE = "/settings/account/delete/", "/settings/account/"


def has_left(user: User) -> bool:
    """Say whether the account of `user` is over."""
    user.refresh_from_db()
    return not user.is_active and user.email == f"deleted-{user.pk}@invalid"


def leave(client: Client, proof: str = PASSWORD) -> int:
    """Press the button; return the status of the answer."""
    return client.post(URL, {"proof": proof}).status_code


def test_the_owner_leaves(as_alice: Client, alice: User) -> None:
    elsewhere, program = Client(), with_key(alice)
    elsewhere.force_login(alice)
    assert leave(as_alice) == 302
    assert has_left(alice)
    for client in (as_alice, elsewhere):
        assert client.get("/studio/").status_code == 302
    assert program.get("/api/v1/wallet").status_code == 401
    assert not ApiKey.objects.exists()
    assert "is deleted" in as_alice.get("/").content.decode()


@pytest.mark.parametrize("proof", ["", "wrong", "alice@example.com"])
def test_a_wrong_password_changes_nothing(as_alice: Client, alice: User, proof: str) -> None:
    job = submit(alice)
    before = User.objects.values().get(pk=alice.pk)
    assert leave(as_alice, proof) == 422
    assert User.objects.values().get(pk=alice.pk) == before
    assert not Departure.objects.exists()
    job.refresh_from_db()
    assert job.is_live
    assert as_alice.get("/studio/").status_code == 200


def test_a_wrong_password_is_said(as_alice: Client) -> None:
    page = as_alice.post(URL, {"proof": "wrong"}).content.decode()
    assert "This is not your password. Nothing was deleted." in page
    assert 'aria-invalid="true" aria-describedby="proof-wrong"' in page


def test_guessing_ends_after_some_tries(as_alice: Client, alice: User) -> None:
    assert [leave(as_alice, "wrong") for _ in range(11)][-1] == 429
    right, wrong = (as_alice.post(URL, {"proof": proof}) for proof in (PASSWORD, "wrong"))
    assert (right.status_code, wrong.status_code) == (429, 429)
    assert not has_left(alice)
    for answer in (right, wrong):
        page = answer.content.decode()
        assert "That was too often." in page
        assert "not your password" not in page


def test_without_a_password_the_address_is_asked(as_alice: Client, alice: User) -> None:
    alice.set_unusable_password()
    alice.save()
    as_alice.force_login(alice)
    assert "Your address, to be sure: alice@example.com" in as_alice.get(PAGE).content.decode()
    assert leave(as_alice, "bob@example.com") == 422
    assert not has_left(alice)
    assert leave(as_alice, " Alice@Example.com ") == 302
    assert has_left(alice)


def test_nobody_in_particular_changes_nothing(alice: User) -> None:
    assert leave(Client()) == 302
    assert not has_left(alice)
    assert Client().get(PAGE).status_code == 302


def test_a_stranger_can_only_leave_alone(alice: User, bob: User, as_bob: Client) -> None:
    job = submit(alice)
    assert leave(as_bob) == 302
    assert (has_left(alice), has_left(bob)) == (False, True)
    job.refresh_from_db()
    assert job.is_live


def test_it_is_no_link(as_alice: Client, alice: User) -> None:
    assert as_alice.get(URL).status_code == 405
    assert not has_left(alice)


def test_staff_ask_another_admin(admin: User) -> None:
    client = Client()
    client.force_login(admin)
    assert leave(client) == 403
    assert not has_left(admin)
    assert "Ask another admin" in client.get(PAGE).content.decode()


def test_what_is_being_made_is_canceled_and_the_books_balance(alice: User) -> None:
    running, waiting = submit(alice, "running"), submit(alice, "waiting")
    lease = claimed()
    removal.remove(alice)
    for job in (running, waiting):
        job.refresh_from_db()
        assert job.status == "canceled"
    with pytest.raises(jobs.LeaseLost):
        jobs.renew(lease)
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    assert not list(faults())


def test_what_was_shared_is_closed_at_once(alice: User, job: Job) -> None:
    sharing.set_shared(job.video, shared=True)
    token = Video.objects.get().share_token
    film = job.artifacts.get(kind="video")
    link = delivery.link(film)
    assert Client().get(f"/s/{token}/").status_code == 200
    removal.remove(alice)
    for url in (f"/s/{token}/", f"/s/{token}/video.mp4", link):
        assert Client().get(url).status_code == 404


def test_nobody_writes_to_who_has_left(alice: User, job: Job) -> None:
    assert Notice.objects.exists()
    removal.remove(alice)
    assert not Notice.objects.exists()
    jobs.refund(job, 20, key="late", reason="Sorry.")
    assert notifications.deliver_pending() == 0
    assert not mail.outbox


def test_the_address_can_sign_up_anew(as_alice: Client, alice: User) -> None:
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True, verified=True)
    leave(as_alice)
    form = {"email": "alice@example.com", "password1": "Corr3ct-horse-battery"}
    answer = Client().post(reverse("account_signup"), form)
    assert (answer.status_code, answer["Location"]) == (302, reverse("studio"))
    anew = User.objects.get(email="alice@example.com")
    assert anew.pk != alice.pk
    assert wallet(anew.pk) == Wallet(available=200, held=0)
    assert not anew.videos.exists()
    assert not list(faults())


def test_an_admin_who_is_removed_is_none_any_more(admin: User, alice: User) -> None:
    LogEntry.objects.log_actions(admin.pk, User.objects.filter(pk=alice.pk), 2)
    removal.remove(alice)
    removal.remove(admin)
    admin.refresh_from_db()
    assert (admin.is_staff, admin.is_superuser) == (False, False)
    assert not admin.has_usable_password()
    assert LogEntry.objects.get().object_repr == f"deleted-{alice.pk}@invalid"


def test_leaving_twice_is_leaving_once(alice: User, tmp_path: Path) -> None:
    delivered(alice, tmp_path)
    removal.remove(alice)
    removal.remove(alice)
    assert has_left(alice)
    assert Departure.objects.count() == 1
