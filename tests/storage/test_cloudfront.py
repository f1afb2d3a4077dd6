"""Links of CloudFront: what they hold, and that the key of the distribution signs it."""

import time

import pytest
from cryptography.exceptions import InvalidSignature

from config import storage_url
from tests.signing import front, verify
from videos.storage.s3 import S3Storage


@pytest.fixture(scope="module")
def storage() -> S3Storage:
    """A bucket with a distribution in front."""
    entry = storage_url.entry("s3://K:S@films?region=eu-central-1", front=front())
    return S3Storage(**entry["OPTIONS"])


def test_a_link_holds_the_address_and_its_end(storage: S3Storage) -> None:
    link = storage.signed_link("jobs/Straße 1.mp4", 900)
    address, end = verify(link)
    assert address == "https://d111.cloudfront.net/jobs/Stra%C3%9Fe%201.mp4"
    assert abs(end - time.time() - 900) <= 2
    assert link.endswith("&Key-Pair-Id=K2JCJMDEHXQW5F")


def test_what_the_answer_says_is_signed_with_it(storage: S3Storage) -> None:
    link = storage.signed_link("film", 900, download_name="my film.mp4", content_type="video/mp4")
    address, _ = verify(link)
    assert address == (
        "https://d111.cloudfront.net/film"
        "?response-content-disposition=attachment%3B%20filename%3D%22my%20film.mp4%22"
        "&response-content-type=video%2Fmp4"
    )


@pytest.mark.parametrize(("what", "instead"), [("film", "firm"), ("Expires=", "Expires=9")])
def test_a_bent_link_is_not_signed(storage: S3Storage, what: str, instead: str) -> None:
    with pytest.raises(InvalidSignature):
        verify(storage.signed_link("film", 900).replace(what, instead))
