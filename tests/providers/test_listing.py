"""Looking a lost submission up: "it is not there" is said only of a list that was read."""

import json

import pytest

from videos.providers import listing
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.http import Client, Reply

CLIENT = Client(label="Vendor", base="https://vendor.example")


def test_the_entry_with_our_reference_is_found() -> None:
    entries = ["strange", {"id": "v1", "name": "a"}, {"id": "v2", "name": "c", "note": "b"}]
    assert _found(entries) == "v2"


def test_a_list_without_it_says_so() -> None:
    assert _found([{"id": "v1", "name": "a", "note": None}]) == ""


@pytest.mark.parametrize("entries", [None, {"id": "v1", "note": "b"}, [{"note": "b"}]])
def test_an_answer_that_cannot_be_read_does_not_say_that_there_is_none(entries: object) -> None:
    with pytest.raises(ProviderError) as caught:
        _found(entries)
    assert caught.value.kind is ErrorKind.RETRYABLE


def _found(entries: object) -> str:
    reply = Reply(status=200, headers={}, text=json.dumps({"items": entries}))
    return listing.find(CLIENT, reply, "items", ("name", "note"), "b")
