"""Two who move the same tokens at the same moment: never more than there are, never twice."""

from functools import partial

from django.db import transaction

from billing import ledger
from billing.exceptions import InsufficientTokens, NothingHeld
from billing.models import Account, Transfer
from billing.queries import Wallet, wallet
from billing.signup import welcome
from creator.models import User
from tests.orders import claimed, submit
from tests.races.conftest import PRICE, Raced, creator
from tests.races.interleaving import Pair
from videos import jobs
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


def test_a_refund_that_comes_twice_gives_once(raced: Raced) -> None:
    for keys, given in ((("same", "same"), PRICE // 2 + 1), (("one", "two"), PRICE // 2 + 1)):

        def prepare(keys: tuple[str, str] = keys) -> Pair:
            public_id = _made()
            first, second = (partial(_refund, public_id, f"{public_id}-{key}") for key in keys)
            return first, second

        for one in raced(prepare):
            refused = sum(isinstance(answer, NothingHeld) for answer in one.answers)
            assert refused == len(set(keys)) - 1, one
            assert wallet(Job.objects.latest("pk").owner_id).available == given, one


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


def _made() -> str:
    """Return the public id of a job that was made and paid."""
    job = submit(creator())
    jobs.succeed(claimed(), jobs.Delivery(artifacts=()))
    return job.public_id


def _refund(job: str, key: str) -> Transfer:
    with transaction.atomic():
        return ledger.refund(job, PRICE // 2 + 1, key=key, reason="It stutters")


def _grant(owner: User) -> Transfer:
    with transaction.atomic():
        return ledger.grant(owner.pk, 10, key=f"gift-{owner.pk}", reason="Welcome")
