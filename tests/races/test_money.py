"""Two who move the same tokens at the same moment: never more than there are, never twice."""

from functools import partial

from django.db import transaction

from billing import ledger
from billing.exceptions import InsufficientTokens
from billing.models import Account, Transfer
from billing.queries import Wallet, wallet
from billing.signup import welcome
from creator.models import User
from tests.orders import claimed, submit
from tests.races.conftest import PRICE, Raced, creator
from tests.races.interleaving import Pair
from videos import jobs
from videos.exceptions import InvalidRequest
from videos.models import Job


def test_the_last_tokens_are_spent_once(raced: Raced) -> None:
    owners: list[User] = []

    def prepare() -> Pair:
        owners.append(creator(videos=1))
        return partial(submit, owners[-1], "one"), partial(submit, owners[-1], "two")

    for one in raced(prepare):
        assert sum(isinstance(answer, Job) for answer in one.answers) == 1, one
        assert sum(isinstance(answer, InsufficientTokens) for answer in one.answers) == 1, one
        assert wallet(owners[-1].pk) == Wallet(available=0, held=PRICE)
        assert owners[-1].videos.count() == 1, "what was refused left something behind"


def test_two_creators_never_wait_for_each_other_for_ever(raced: Raced) -> None:
    def prepare() -> Pair:
        return partial(submit, creator()), partial(submit, creator())

    for one in raced(prepare):
        assert all(isinstance(answer, Job) for answer in one.answers), one


def test_refunds_at_once_give_once_and_never_more_than_was_paid(raced: Raced) -> None:
    given = PRICE // 2 + 1
    for keys in (("same", "same"), ("one", "two")):

        def prepare(keys: tuple[str, str] = keys) -> Pair:
            job = _made()
            first, second = (
                partial(jobs.refund, job, given, key=key, reason="It stutters") for key in keys
            )
            return first, second

        for one in raced(prepare):
            job = Job.objects.latest("pk")
            refused = sum(isinstance(answer, InvalidRequest) for answer in one.answers)
            assert refused == len(set(keys)) - 1, one
            assert one.answers.count(True) == 1, one
            assert wallet(job.owner_id).available == given, one
            assert job.events.filter(kind="refunded").count() == 1, one
            assert job.notices.filter(kind="refunded").count() == 1, one


def test_a_welcome_gift_is_given_once(raced: Raced) -> None:
    owners: list[User] = []

    def prepare() -> Pair:
        owners.append(User.objects.create_user(f"new-{len(owners)}@example.com"))
        return partial(welcome, owners[-1].pk), partial(welcome, owners[-1].pk)

    for one in raced(prepare):
        assert one.answers == (None, None), one
        assert wallet(owners[-1].pk).available == 200


def test_the_first_transfers_of_all_make_one_account(raced: Raced) -> None:
    """The system's accounts come from a migration; losing one must not make two of it."""

    def prepare() -> Pair:
        owners = [User.objects.create_user(f"u{User.objects.count()}@example.com") for _ in "ab"]
        gift = [partial(_grant, owner) for owner in owners]
        return gift[0], gift[1]

    for one in raced(prepare):
        assert all(isinstance(answer, Transfer) for answer in one.answers), one
        assert Account.objects.filter(owner=None, kind="issued").count() == 1


def _made() -> Job:
    """Return a job that was made and paid."""
    job = submit(creator())
    jobs.succeed(claimed(), jobs.Delivery(artifacts=()))
    return job


def _grant(owner: User) -> Transfer:
    with transaction.atomic():
        return ledger.grant(owner.pk, 10, key=f"gift-{owner.pk}", reason="Welcome")
