"""CloudFront in front of a bucket: what is taken, and what is said of the rest."""

import re

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from config import cloudfront, storage_url
from config.env import BadSetting
from tests.signing import PEM, front, pem

DOMAIN, KEY_ID = "D111.cloudfront.net", "K2JCJMDEHXQW5F"
AWS = "s3://K:S@films?region=eu-central-1"


def test_three_variables_make_a_distribution() -> None:
    found = cloudfront.distribution(DOMAIN, KEY_ID, PEM)
    assert found is not None
    assert found.address == "https://d111.cloudfront.net"
    assert (found.key_id, found.key) == (KEY_ID, PEM)
    assert cloudfront.distribution(DOMAIN, KEY_ID, PEM.replace("\n", r"\n")) == found


def test_none_of_them_is_none() -> None:
    assert cloudfront.distribution("", "", "") is None


WRONG = {
    "no domain": (("", KEY_ID, PEM), "needs CLOUDFRONT_DOMAIN too"),
    "no id": ((DOMAIN, "", PEM), "needs CLOUDFRONT_KEY_ID too"),
    "no key": ((DOMAIN, KEY_ID, ""), "needs CLOUDFRONT_KEY too"),
    "domain alone": ((DOMAIN, "", ""), "needs CLOUDFRONT_KEY_ID and CLOUDFRONT_KEY too"),
    "a scheme": ((f"https://{DOMAIN}", KEY_ID, PEM), "without https://"),
    "a path": ((f"{DOMAIN}/films", KEY_ID, PEM), "without a path"),
    "no PEM": ((DOMAIN, KEY_ID, "hush"), "must be a private RSA key in PEM"),
    "half a PEM": ((DOMAIN, KEY_ID, PEM[:300]), "must be a private RSA key in PEM"),
    "another kind of key": (
        (DOMAIN, KEY_ID, pem(generate_private_key(SECP256R1()))), "must be a private RSA key",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_and_the_key_is_not(given: tuple[str, str, str], said: str) -> None:
    with pytest.raises(BadSetting, match=re.escape(said)) as caught:
        cloudfront.distribution(*given)
    for line in (*PEM.splitlines()[1:], "hush"):
        assert line not in str(caught.value)


def test_what_is_shown_of_it_has_no_key() -> None:
    assert PEM not in repr(storage_url.entry(AWS, front=front()))
    assert PEM.splitlines()[1] not in repr(front())


def test_it_stands_before_a_bucket_of_aws() -> None:
    assert storage_url.entry(AWS, front=front())["OPTIONS"]["cloudfront"] == front()
    for url in ("", "file:///srv/media", "r2://K:S@a/films", f"{AWS}&endpoint=https://s3.io"):
        with pytest.raises(BadSetting, match="goes with a STORAGE_URL of AWS"):
            storage_url.entry(url, front=front())
