"""Plays one battery: `python -m tests.faults DATABASE KILLS SEED`."""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.faults import deployment, disk
from tests.faults.databases import DATABASES
from tests.faults.deck import Deck, cards
from tests.faults.stack import Stack

_LOG_CHARACTERS = 20_000


def main() -> int:
    """Run the command line; its output begins with what plays the same cards again."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("database", choices=sorted(DATABASES))
    parser.add_argument("kills", type=int)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    _say(f"{options.database} {options.kills} {options.seed}")
    with tempfile.TemporaryDirectory(prefix="reelsmith-faults-") as name:
        var = Path(name) / "var"
        var.mkdir()
        with (
            disk.small(var) as has_disk,
            deployment.running(options.database, Path(name), options.seed) as stack,
        ):
            if not has_disk:
                _say("No file system can be mounted here, so that the disk is never full.")
            return _play(stack, options.kills, options.seed, has_disk=has_disk)


def _play(stack: Stack, kills: int, seed: int, *, has_disk: bool) -> int:
    from tests.faults.battery import Battery

    dice = random.Random(seed)  # noqa: S311 - luck, no secret
    deck = Deck(list(cards(stack, has_disk=has_disk)), dice)
    customers = list(deployment.customers(stack, dice))
    battery = Battery(stack, deck, customers, dice)
    try:
        battery.run(kills)
    except AssertionError as error:
        _say(f"{battery.summary()}\n{stack.product.log[-_LOG_CHARACTERS:]}\n{error}")
        return 1
    finally:
        for customer in customers:
            customer.leave()
    _say(battery.summary())
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
