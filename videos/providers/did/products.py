"""The three products of D-ID's that speak a script, and the person that each of them shows.

Not confirmed: the longest video of `expressives`, and that the default people are there for every
account; all of them can be set. The default of `expressives` is a woman, whoever is asked for.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from config import env
from videos.providers import casting
from videos.providers.base import Brief
from videos.providers.casting import FEMALE, MALE
from videos.providers.errors import ErrorKind, ProviderError, said

LABEL = "D-ID"
_PICTURE = re.compile(r"(https|s3):.*\.(jpg|jpeg|png)")
_PICTURES = "https://d-id-public-bucket.s3.us-west-2.amazonaws.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One of D-ID's ways of making a person speak."""

    id: str
    """Its path, and what its list is called."""
    max_seconds: int
    people: Mapping[str, Mapping[str, str]]
    """Fields that say who is seen: for each the defaults by gender. The setting is `DID_` and the
    field's name: `DID_PRESENTER_ID_MALE`."""
    config: Mapping[str, Any] = field(default_factory=dict)
    own_voice: bool = False
    """Whether the avatar brings a voice, which is English."""

    def cast(self, brief: Brief) -> dict[str, str]:
        """Return the fields that say who is seen.

        Raises:
            ProviderError: CONFIGURATION, when the operator's picture is not one for D-ID.
        """
        people = {
            name: casting.person(f"DID_{name.upper()}", brief, defaults)
            for name, defaults in self.people.items()
        }
        picture = people.get("source_url")
        if picture is not None and not _PICTURE.fullmatch(picture):
            kind = ErrorKind.CONFIGURATION
            raise ProviderError(said(LABEL, kind), kind=kind, evidence=f"DID_SOURCE_URL: {picture}")
        return people


_TALKS = Product(
    id="talks",
    max_seconds=600,
    people={
        "source_url": {FEMALE: f"{_PICTURES}/alice.jpg", MALE: f"{_PICTURES}/or-roman.jpg"},
    },
    config={"result_format": "mp4", "stitch": True},  # the whole picture instead of the face
)
_CLIPS = Product(
    id="clips",
    max_seconds=300,
    people={
        "presenter_id": {
            FEMALE: "v2_public_Amber@0zSz8kflCN", MALE: "v2_public_Adam@0GLJgELXjc",
        },
    },
    config={"result_format": "mp4"},
)  # fmt: skip
_EXPRESSIVES = Product(
    id="expressives",
    max_seconds=300,
    people={
        "avatar_id": dict.fromkeys((FEMALE, MALE), "public_aria@avt_BS7cH6"),
        "sentiment_id": dict.fromkeys((FEMALE, MALE), "snt_CdkbPj"),
    },
    config={"result_format": "mp4", "output_resolution": 1080},
    own_voice=True,
)
PRODUCTS = {product.id: product for product in (_TALKS, _CLIPS, _EXPRESSIVES)}


def configured() -> Product:
    """Return the product that `DID_PRODUCT` names.

    Raises:
        BadSetting: there is none of that name.
    """
    name = env.text("DID_PRODUCT", "clips")
    if name not in PRODUCTS:
        raise env.BadSetting(f"DID_PRODUCT must be talks, clips or expressives, not {name!r}.")
    return PRODUCTS[name]
