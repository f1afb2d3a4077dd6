"""Orders placed with vendors and their webhooks, as admins look through them."""

from typing import Any

import pytest
from django.test import Client

from tests.admin.conftest import ordered
from videos.models import InboundDelivery, Job
from videos.states import SubmissionPhase

ORDERS, CALLS = "/admin/videos/submission/", "/admin/videos/inbounddelivery/"


def test_an_order_shows_its_evidence(as_admin: Client, filmed: Job) -> None:
    order = ordered(
        filmed, "replicate", SubmissionPhase.FAILED,
        evidence="HTTP 402: no credit", error_message="Our account is used up.",
    )  # fmt: skip
    page = as_admin.get(f"/admin/videos/submission/{order.pk}/change/").content.decode()
    assert "HTTP 402: no credit" in page
    assert "Our account is used up." in page


def test_scenes_are_counted_as_creators_count_them(as_admin: Client, filmed: Job) -> None:
    failed = SubmissionPhase.FAILED
    first, whole = (ordered(filmed, "replicate", failed, scene=one, number=9) for one in (0, -1))
    for order, place in ((first, "1"), (whole, "all")):
        answer: Any = as_admin.get(f"{ORDERS}?q={order.reference}")
        assert f'<td class="field-place">{place}</td>' in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 5), ("q=alice", 5), ("q=task-7", 1), ("q=bob", 0), ("phase__exact=failed", 1),
        ("provider=replicate", 4), ("error_kind=quota", 1),
    ],
)  # fmt: skip
def test_orders_are_searched_and_filtered(
    as_admin: Client, filmed: Job, query: str, count: int
) -> None:
    failed = SubmissionPhase.FAILED
    ordered(filmed, "replicate", failed, error_kind="quota", remote_id="task-7")
    answer: Any = as_admin.get(f"{ORDERS}?{query}")
    assert answer.context["cl"].result_count == count


@pytest.mark.parametrize(
    ("query", "count"), [("", 2), ("q=msg-1", 1), ("q=task-2", 1), ("was_known__exact=0", 1)]
)
def test_webhooks_are_searched_and_filtered(as_admin: Client, query: str, count: int) -> None:
    for number in (1, 2):
        InboundDelivery.objects.create(
            provider="replicate",
            delivery=f"msg-{number}",
            remote_id=f"task-{number}",
            was_known=number == 1,
        )
    answer: Any = as_admin.get(f"{CALLS}?{query}")
    assert answer.context["cl"].result_count == count
