"""What a plan gives: the best of several, and the default to everybody else."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from config import env
from creator.models import User
from tests.retention.conftest import join
from videos import plans


@pytest.mark.parametrize(
    ("groups", "days"),
    [((), 90), (("basic",), 10), (("basic", "long"), 400), (("long", "pro"), None),
     (("a group that is no plan",), 90)],
)  # fmt: skip
def test_files_are_kept_for_the_longest_of_ones_plans(
    groups: tuple[str, ...], days: int | None, alice: User, settings: Settings
) -> None:
    settings.PLAN_RETENTION_DAYS = {"default": 90.0, "basic": 10.0, "long": 400.0, "pro": 0.0}
    for group in groups:
        join(alice, group)
    assert plans.retention(alice.pk) == (timedelta(days=days) if days else None)
    decides = User.objects.annotate(plan=plans.keeping("pk")).get(pk=alice.pk).plan
    assert plans.retentions().get(decides) == plans.retention(alice.pk)


def test_a_plan_without_a_limit_has_none(alice: User, settings: Settings) -> None:
    settings.PLAN_STORAGE_GB = {"pro": 2.5}
    assert plans.storage_limit(alice.pk) is None
    join(alice, "pro")
    assert plans.storage_limit(alice.pk) == 2_500_000_000


def test_nothing_is_asked_where_there_are_no_plans(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert (plans.retention(alice.pk), plans.storage_limit(alice.pk)) == (None, None)


def test_the_default_plan_has_those_who_have_no_other(
    alice: User, bob: User, settings: Settings
) -> None:
    settings.PLAN_STORAGE_GB = {"pro": 1.0}
    join(bob, "pro")
    assert list(plans.members("default")) == [alice]
    assert list(plans.members("pro")) == [bob]


def test_plans_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANS", "default=5, pro = 2.5")
    assert env.figures("PLANS") == {"default": 5.0, "pro": 2.5}
    monkeypatch.setenv("PLANS", "")
    assert env.figures("PLANS") == {}


@pytest.mark.parametrize("wrong", ["default", "=5", "pro=-1", "pro=much", "pro=1=2"])
def test_what_is_no_plan_stops_the_start(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANS", wrong)
    with pytest.raises(env.BadSetting, match="PLANS must look like"):
        env.figures("PLANS")
