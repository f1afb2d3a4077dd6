"""Every vendor and the local server that plays it."""

from tests.providers.fakes.did import FakeDId
from tests.providers.fakes.fal import FakeFal
from tests.providers.fakes.google import FakeGoogle
from tests.providers.fakes.heygen import FakeHeyGen
from tests.providers.fakes.longcat import FakeLongCat
from tests.providers.fakes.pexels import FakePexels
from tests.providers.fakes.replicate import FakeReplicate
from tests.providers.fakes.runway import FakeRunway
from tests.providers.fakes.server import Fake
from tests.providers.fakes.synthesia import FakeSynthesia

VENDORS: dict[str, type[Fake]] = {
    "did": FakeDId,
    "google": FakeGoogle,
    "heygen": FakeHeyGen,
    "longcat": FakeLongCat,
    "longcat_fal": FakeFal,
    "pika": FakeFal,
    "replicate": FakeReplicate,
    "runway": FakeRunway,
    "stock": FakePexels,
    "synthesia": FakeSynthesia,
}
