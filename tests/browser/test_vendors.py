"""A vendor films: chosen, priced, watched, and explained."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SHORT, judge, sign_up, watched
from tests.browser.test_journey import MAKING_MS
from tests.product import Product, running
from tests.providers.fakes.replicate import FakeReplicate
from tests.providers.fakes.server import Act, serving

pytestmark = pytest.mark.browser
SCRIPT = f"{SHORT}\n\nNobody forgets the first morning by the sea. Book your summer week today."
"""Two scenes."""
FILMING_MS = 60_000
STUDIO_PRICE = 50
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def replicate() -> Iterator[FakeReplicate]:
    """The vendor."""
    with serving(FakeReplicate) as fake:
        yield fake


@pytest.fixture(scope="module")
def filming(
    replicate: FakeReplicate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """A product of its own, that knows the vendor."""
    var = tmp_path_factory.mktemp("filming")
    with running(var, **replicate.environment) as product:
        yield product


@pytest.fixture
def ericas_page(
    chromium: Browser, filming: Product, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page of somebody who has just signed up there; `param` turns its scripts off."""
    scripts = getattr(request, "param", True)
    context = chromium.new_context(base_url=filming.url, java_script_enabled=scripts)
    for page in watched(context):
        sign_up(page, f"erica-{scripts}@example.com".lower())
        yield page
    context.close()


def test_a_vendor_is_chosen_watched_and_explained(
    ericas_page: Page, replicate: FakeReplicate
) -> None:
    page = ericas_page
    _fill(page)
    expect(page.get_by_label("Estimate")).to_contain_text("50 tokens")
    price = _see_the_price_change(page)
    _judge(page)
    replicate.acts = [Act.FAILS]
    page.get_by_role("button", name="Generate video").click()
    page.wait_for_url("**/videos/vid_*/")
    _watch_the_filming(page)
    page.locator("video").wait_for(timeout=MAKING_MS)
    assert len(replicate.orders) == 2
    _read_what_came_otherwise(page, price)
    _read_why(page)
    _judge(page)


def _see_the_price_change(page: Page) -> int:
    _choose(page)
    expect(page.get_by_label("Estimate")).to_contain_text("of them for Replicate")
    price = int(page.locator("#tokens dd").first.inner_text().split()[0])
    assert price > STUDIO_PRICE
    return price


def _watch_the_filming(page: Page) -> None:
    told = page.get_by_text("Replicate is filming: 0 of 2 scenes are there.")
    expect(told).to_be_visible(timeout=FILMING_MS)
    _judge(page)


def _read_what_came_otherwise(page: Page, price: int) -> None:
    note = page.get_by_text("Scene 1: Replicate cannot make this.")
    expect(note).to_contain_text("Our studio drew it instead.")
    back = (price - STUDIO_PRICE) // 2
    expect(page.get_by_text(f"{back} of {price} tokens are back in your wallet")).to_be_visible()


def _read_why(page: Page) -> None:
    page.get_by_text("Why Replicate?").click()
    expect(page.get_by_text("Replicate: chosen by you.")).to_be_visible()
    expect(page.get_by_text("draws what Replicate fails to make.")).to_be_visible()


@pytest.mark.parametrize("ericas_page", [False], indirect=True)
def test_without_scripts_a_vendor_is_chosen_priced_and_ordered(
    ericas_page: Page, replicate: FakeReplicate
) -> None:
    page = ericas_page
    _fill(page)
    _choose(page)
    page.get_by_role("button", name="Update the estimate").click()
    expect(page.get_by_label("Estimate")).to_contain_text("of them for Replicate")
    expect(page.get_by_role("radio", name="Replicate")).to_be_checked()
    page.get_by_role("button", name="Generate video").click()
    page.wait_for_url("**/videos/vid_*/")
    expect(page.get_by_text("Why Replicate?")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", name="Canceled")).to_be_visible()


def _fill(page: Page) -> None:
    page.goto("/studio/")
    page.get_by_label("Campaign name").fill("Dawnroast")
    page.get_by_label("Script", exact=True).fill(SCRIPT)


def _choose(page: Page) -> None:
    page.locator("#made-by > summary").click()
    page.get_by_role("radio", name="Replicate").check()


def _judge(page: Page) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        judge(page)
