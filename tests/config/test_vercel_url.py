"""STORAGE_URL for Vercel Blob: which store it means, and what is said when it means none."""

import re
from typing import Any

import pytest

from config import storage_url
from config.env import BadSetting
from config.storage_url import Keys

TOKEN = "vercel_blob_rw_AbCdEf123_hush"


def options(url: str, token: str = "") -> dict[str, Any]:
    """Return the options of the store at `url`."""
    entry = storage_url.entry(url, Keys(blob=token))
    assert entry["BACKEND"] == "videos.storage.vercel.VercelBlobStorage"
    found: dict[str, Any] = entry["OPTIONS"]
    return found


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("vercel://", TOKEN),
        ("VERCEL://AbCdEf123", TOKEN),
        ("vercel://store_AbCdEf123", TOKEN),
        (f"vercel://{TOKEN}@AbCdEf123", ""),
        (f"vercel://{TOKEN}", ""),
        (f"vercel://{TOKEN}@", "vercel_blob_rw_Other_hush"),
    ],
)
def test_the_token_says_which_store_it_is(url: str, token: str) -> None:
    assert options(url, token) == {
        "token": TOKEN,
        "store": "AbCdEf123",
        "api": "https://vercel.com/api/blob",
        "files": "https://abcdef123.private.blob.vercel-storage.com",
    }


def test_a_proxy_may_stand_before_it() -> None:
    found = options("vercel://?api=http://proxy:1/api/&files=https://files.example.com", TOKEN)
    assert (found["api"], found["files"]) == ("http://proxy:1/api", "https://files.example.com")


WRONG = {
    "no token": ("vercel://", "", "set BLOB_READ_WRITE_TOKEN"),
    "another kind of token": ("vercel://", "hush", "must look like vercel_blob_rw_STORE_SECRET"),
    "no secret": ("vercel://", "vercel_blob_rw_hush", "must look like vercel_blob_rw_STORE_SECRET"),
    "another store": ("vercel://films", TOKEN, "names another store than its token"),
    "a misspelling": ("vercel://?regoin=x", TOKEN, "has regoin after its question mark"),
    "a bare address": ("vercel://?api=proxy:1", TOKEN, "must look like https://blob"),
}


@pytest.mark.parametrize(("url", "token", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_and_the_token_is_not(url: str, token: str, said: str) -> None:
    with pytest.raises(BadSetting, match=re.escape(said)) as caught:
        options(url, token)
    assert "STORAGE_URL" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_what_is_shown_of_keys_has_no_token() -> None:
    assert "hush" not in repr(Keys(blob=TOKEN))
