"""Real processes, really killed: nothing stays behind, and nothing is lost."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
import requests

from tests.product import Product, environment, manage, processes, start

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads /proc, which only Linux has"),
]
SCRIPT = "The alarm can wait. The coffee can't. Try Dawnroast today."
_MAKE_KEY = (
    "from creator.models import User; from videos import api_keys; "
    "from billing.signup import welcome; u = User.objects.create_user('e@example.com', 'x'); "
    "welcome(u.pk); print(api_keys.create(u.pk, 'test'))"
)
STOP_SECONDS = 5.0
FINISH_SECONDS = 120.0


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """A product of this test's own, which the test may kill."""
    env = environment(tmp_path, JOB_LEASE_SECONDS="5")
    manage(env, "prepare", "--no-seed")
    product = start(env)
    yield product
    for pid in processes(tmp_path):
        os.kill(pid, signal.SIGKILL)
    product.process.wait(5)


def until(condition: Callable[[], object], seconds: float, what: str) -> None:
    """Wait until something is true; fail when it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what
        Event().wait(0.05)


def submit(product: Product) -> str:
    """Order a video as a program, and return the address of its status and its key."""
    key = product.manage("shell", "--no-imports", "-c", _MAKE_KEY).split()[-1]
    headers = {"Authorization": f"Bearer {key}"}
    order = {"campaign_name": "Killed", "script": SCRIPT}
    answer = requests.post(f"{product.url}/api/v1/videos", json=order, headers=headers, timeout=10)
    assert answer.status_code == 202, answer.text
    return f"{answer.headers['Location']}|{key}"


def status(product: Product, order: str) -> dict[str, object]:
    """Ask how far an order is."""
    path, key = order.split("|")
    headers = {"Authorization": f"Bearer {key}"}
    answer: dict[str, object] = requests.get(
        f"{product.url}{path}/status", headers=headers, timeout=10
    ).json()
    return answer


def finished(product: Product, order: str) -> bool:
    """Say whether an order is done; a failed one fails the test."""
    now = status(product, order)
    assert now["status"] not in {"failed", "canceled"}, now
    return now["status"] == "succeeded"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_leaves_nothing_behind(product: Product, number: signal.Signals) -> None:
    order = submit(product)
    until(lambda: status(product, order)["progress"], 60, "the job did not start")
    product.process.send_signal(number)
    assert product.process.wait(STOP_SECONDS) == 0
    assert processes(product.var) == []


def test_children_die_with_a_killed_parent(product: Product) -> None:
    assert len(processes(product.var)) >= 5
    product.process.kill()
    product.process.wait(5)
    until(lambda: not processes(product.var), STOP_SECONDS, "processes were left behind")


def test_a_killed_worker_is_replaced_and_its_job_finished(product: Product) -> None:
    order = submit(product)
    until(lambda: status(product, order)["stage"] == "visuals", 60, "nothing was drawn")
    for pid in processes(product.var):
        if b"\0worker\0" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)
    until(lambda: finished(product, order), FINISH_SECONDS, "the job did not finish")
    assert "3 transfers" in product.manage("audit_ledger")


def test_jobs_survive_the_death_of_everything(product: Product) -> None:
    order = submit(product)
    until(lambda: status(product, order)["stage"] == "visuals", 60, "nothing was drawn")
    for pid in processes(product.var):
        os.kill(pid, signal.SIGKILL)
    until(lambda: not processes(product.var), STOP_SECONDS, "processes survived a kill")
    again = start(product.environment)
    until(lambda: finished(again, order), FINISH_SECONDS, "the job did not finish")
    assert "the books balance" in again.manage("audit_ledger")
    again.process.terminate()
    assert again.process.wait(STOP_SECONDS) == 0
