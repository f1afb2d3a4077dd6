"""Signing up and in, by e-mail address and password."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from billing.models import Transfer
from billing.queries import Wallet, wallet
from creator.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
GOOD = {"email": "new@example.com", "password1": "Corr3ct-horse-battery"}


def test_signing_up_opens_a_wallet_with_the_grant() -> None:
    client = Client()
    answer = client.post(reverse("account_signup"), GOOD)
    assert (answer.status_code, answer["Location"]) == (302, reverse("studio"))
    user = User.objects.get(email="new@example.com")
    assert wallet(user.pk) == Wallet(available=200, held=0)
    assert Transfer.objects.get(key=f"signup:{user.pk}").kind == "grant"


def test_an_unverified_address_does_not_block() -> None:
    client = Client()
    client.post(reverse("account_signup"), GOOD)
    assert client.get(reverse("studio")).status_code == 200
    assert [message.to for message in mail.outbox] == [["new@example.com"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "not an address"},
        {"email": ""},
        {"password1": "short"},
        {"password1": "password123"},
        {"password1": "1234567890123"},
    ],
)
def test_a_bad_sign_up_creates_nothing(wrong: dict[str, str]) -> None:
    answer = Client().post(reverse("account_signup"), GOOD | wrong)
    assert answer.status_code == 200
    assert b'class="wrong"' in answer.content
    assert not User.objects.exists()
    assert not Transfer.objects.exists()


def test_a_taken_address_is_refused(alice: User) -> None:
    answer = Client().post(reverse("account_signup"), GOOD | {"email": alice.email})
    assert answer.status_code == 200
    assert "already registered" in answer.content.decode()
    assert User.objects.count() == 1


def test_signing_in_and_out(alice: User) -> None:
    client = Client()
    form = {"login": alice.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), form)["Location"] == reverse("studio")
    client.post(reverse("account_logout"))
    assert client.get(reverse("studio")).status_code == 302


def test_a_wrong_password_is_refused(alice: User) -> None:
    client = Client()
    answer = client.post(reverse("account_login"), {"login": alice.email, "password": "wrong"})
    assert answer.status_code == 200
    assert client.get(reverse("studio")).status_code == 302


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_entrance_pages_wear_the_products_frame(name: str) -> None:
    page = Client().get(reverse(name)).content.decode()
    assert page.count("<h1") == 1
    assert 'class="card narrow stack"' in page
