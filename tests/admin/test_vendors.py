"""The admin's page of what vendors cost and earn, and who may see it."""

from decimal import Decimal
from typing import Any

from django.test import Client
from pytest_django import Settings

from tests.admin.conftest import ordered, staff
from videos.models import Job, Submission
from videos.states import SubmissionPhase

PAGE = "/admin/videos/submission/vendors/"
LISTS = ["/admin/videos/submission/", "/admin/videos/inbounddelivery/"]


def test_the_page_shows_it(as_admin: Client, filmed: Job, settings: Settings) -> None:
    settings.PROVIDER_DAILY_BUDGETS = {"replicate": 2.5}
    ordered(
        filmed, "replicate", SubmissionPhase.FAILED, error_kind="quota", cost_cents=Decimal(300)
    )
    page = " ".join(as_admin.get(PAGE).content.decode().split())
    row = page.split('<th scope="row">Replicate</th>')[1].split("</tr>")[0]
    for shown in ("1 quota", "$4.20", ">38<", "$3.75", "−$0.45", "$4.20 of $2.50"):
        assert shown in row
    assert '<th scope="row">gone</th>' in page
    assert '<th scope="row">All vendors</th>' in page
    assert "<script" not in page.split('id="content-main"')[1].split("</table>")[0]


def test_the_list_of_orders_leads_to_it(as_admin: Client) -> None:
    assert f'href="{PAGE}"' in as_admin.get(LISTS[0]).content.decode()


def test_nothing_can_be_sent_to_it(as_admin: Client, filmed: Job) -> None:
    before = list(Submission.objects.values())
    as_admin.post(PAGE, {"cost_cents": "0"})
    assert list(Submission.objects.values()) == before


def test_who_may_see_orders_may_see_the_figures(db: None) -> None:
    client = staff("view_submission")
    assert client.get(PAGE).status_code == 200
    assert client.get(LISTS[0]).status_code == 200


def test_staff_without_the_permission(db: None) -> None:
    client = staff("view_job")
    assert client.get(PAGE).status_code == 403
    assert client.get(LISTS[0]).status_code == 403


def test_creators_and_strangers(as_alice: Client, as_bob: Client, filmed: Job) -> None:
    for client in (as_alice, as_bob, Client()):
        for page in (PAGE, *LISTS):
            answer: Any = client.get(page)
            assert answer.status_code == 302
            assert answer.url.startswith("/admin/login/")
