"""Admins see who keeps how much, and can end accounts; others see and do nothing of it."""

from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from creator.models import User
from tests.admin.conftest import as_admin, staff
from tests.conftest import make_creator
from tests.delivered import delivered
from tests.material import kept
from tests.retention.conftest import after
from videos import library
from videos.models import Departure, Job

__all__ = ["as_admin"]
LIST, STORAGE = "/admin/creator/user/", "/admin/creator/user/storage/"


def _remove(user: User) -> str:
    return f"{LIST}{user.pk}/remove/"


def _text(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def _sizes(client: Client, url: str) -> list[str]:
    column = _text(client, url).split('class="field-stored">')[1:]
    return [cell.split("<")[0] for cell in column]


def test_the_list_is_sorted_by_what_people_keep(as_admin: Client, job: Job, bob: User) -> None:
    his = kept(bob).size
    assert _sizes(as_admin, LIST) == ["0 bytes", "10.3 kB", his]
    assert _sizes(as_admin, f"{LIST}?o=-3") == ["10.3 kB", his, "0 bytes"]


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_takes_as_many_queries_for_many(
    number: int, as_admin: Client, tmp_path: Path, storage: Path,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for one in range(number):
        delivered(make_creator(f"creator-{one}"), tmp_path)
    with django_assert_num_queries(8):
        assert as_admin.get(LIST).status_code == 200


def test_storage_in_all_and_what_pruning_would_free(as_admin: Client, job: Job) -> None:
    text = _text(as_admin, STORAGE)
    assert "keep <strong>10.3 kB</strong>: 10.3 kB of videos and 0 bytes of material" in text
    library.delete(job.video)
    with after(31):
        client = Client()
        client.force_login(User.objects.get(is_superuser=True))
        text = _text(client, STORAGE)
    row = text.split('<th scope="row">Deleted videos</th>')[1].split("</tr>")[0]
    assert ">4</td>" in row
    assert ">10.3 kB</td>" in row
    assert f'href="{STORAGE}"' in _text(as_admin, LIST)


def test_an_admin_removes_an_account(as_admin: Client, alice: User) -> None:
    assert f'href="{_remove(alice)}"' in _text(as_admin, f"{LIST}{alice.pk}/change/")
    assert "alice@example.com" in _text(as_admin, _remove(alice))
    answer = as_admin.post(_remove(alice), {"address": "alice@example.com"})
    assert answer.status_code == 302
    alice.refresh_from_db()
    assert not alice.is_active
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.change_message) == (alice.email, "Removed the account.")
    assert as_admin.get(_remove(alice)).status_code == 404


@pytest.mark.parametrize("address", ["", "bob@example.com"])
def test_another_address_removes_nobody(as_admin: Client, alice: User, address: str) -> None:
    assert as_admin.post(_remove(alice), {"address": address}).status_code == 422
    assert not Departure.objects.exists()


def test_an_admin_does_not_remove_the_own_account(as_admin: Client, admin: User) -> None:
    assert as_admin.post(_remove(admin), {"address": admin.email}).status_code == 403
    assert not Departure.objects.exists()


@pytest.mark.parametrize("permissions", [(), ("view_user",), ("delete_user",)])
def test_staff_without_the_permission_remove_nobody(
    permissions: tuple[str, ...], alice: User
) -> None:
    client = staff(*permissions)
    assert client.post(_remove(alice), {"address": alice.email}).status_code == 403
    assert not Departure.objects.exists()


def test_staff_do_not_remove_who_is_above_them(admin: User) -> None:
    client = staff("view_user", "delete_user")
    assert client.post(_remove(admin), {"address": admin.email}).status_code == 403
    assert not Departure.objects.exists()


@pytest.mark.parametrize("url", [LIST, STORAGE])
def test_strangers_see_nothing(url: str, as_bob: Client) -> None:
    for client in (as_bob, Client()):
        assert client.get(url).status_code == 302
    assert staff().get(url).status_code == 403


def test_rows_of_people_are_never_deleted(as_admin: Client, alice: User) -> None:
    assert as_admin.post(f"{LIST}{alice.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=alice.pk).exists()
