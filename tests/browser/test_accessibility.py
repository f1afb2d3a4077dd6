"""WCAG 2.2 AA by axe on every page, in light and dark, at the width of a desk and of a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import choose, judge, order, see_added
from tests.material import picture, tone
from tests.product import Product

pytestmark = pytest.mark.browser
ENTRANCE = ["/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/nowhere/"]
INSIDE = [
    "/studio/",
    "/material/",
    "/videos/",
    "/wallet/",
    "/notices/",
    "/settings/api-keys/",
    "/settings/account/",
    "/accounts/logout/",
]
WIDTHS = {"desk": 1280, "phone": 390}
Scheme = Literal["light", "dark"]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    """Both colour schemes."""
    chosen: Scheme = request.param
    return chosen


@pytest.fixture(params=WIDTHS)
def looks(
    request: pytest.FixtureRequest, chromium: Browser, product: Product, signed_in: Path,
    scheme: Scheme,
) -> Iterator[tuple[Page, Page]]:  # fmt: skip
    """Two pages of that look: nobody's, and a creator's."""
    size: ViewportSize = {"width": WIDTHS[request.param], "height": 900}
    contexts = [
        chromium.new_context(
            base_url=product.url, viewport=size, color_scheme=scheme, storage_state=state
        )
        for state in (None, signed_in)
    ]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def test_no_page_has_a_violation(looks: tuple[Page, Page]) -> None:
    nobody, carol = looks
    for page, urls in ((nobody, ENTRANCE), (carol, INSIDE)):
        for url in urls:
            page.goto(url)
            judge(page)


def test_own_material_has_no_violation(looks: tuple[Page, Page]) -> None:
    _, carol = looks
    carol.goto("/studio/")
    carol.get_by_text("Your own material").click()
    choose(carol, "Images and clips", {"harbour.png": picture(), "bad.png": b"nonsense"})
    choose(carol, "Your own voice", {"me.wav": tone(2)})
    see_added(carol, "me.wav")
    see_added(carol, "harbour.png")
    expect(carol.get_by_text("bad.png is not an image")).to_be_visible()
    judge(carol)
    carol.goto("/material/")
    carol.get_by_label("Delete harbour.png").first.click()
    judge(carol)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert carol.evaluate(overflow) <= 0


def test_a_refused_form_has_no_violation(carols_page: Page) -> None:
    carols_page.goto("/studio/")
    carols_page.get_by_role("button", name="Generate video").click()
    expect(carols_page.get_by_role("alert")).to_be_visible()
    judge(carols_page)


def test_a_video_has_no_violation_while_made_and_when_canceled(carols_page: Page) -> None:
    order(carols_page, "Judged", "This sentence is one of very many that nobody will hear. " * 30)
    judge(carols_page)
    carols_page.get_by_role("button", name="Cancel").click()
    expect(carols_page.get_by_role("heading", name="Canceled")).to_be_visible()
    judge(carols_page)
    carols_page.goto("/videos/")
    judge(carols_page)


def test_nothing_is_wider_than_a_phone(looks: tuple[Page, Page]) -> None:
    for page, urls in zip(looks, (ENTRANCE, INSIDE), strict=True):
        for url in urls:
            page.goto(url)
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert overflow <= 0, url


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Make your first video")).to_be_focused()
