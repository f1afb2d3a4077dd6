"""Own files, as a person brings them."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import JUDGING_MS, SHORT, choose, see_added, sign_up
from tests.browser.test_journey import MAKING_MS
from tests.material import picture, tone
from tests.product import Product

pytestmark = pytest.mark.browser
IMAGES = "Images and clips"
THREE = {"one.png": picture("red"), "two.png": picture("green"), "three.png": picture("blue")}


def _open(page: Page) -> None:
    page.goto("/studio/")
    page.get_by_label("Campaign name").fill("Harbour")
    page.get_by_label("Script", exact=True).fill(SHORT)
    page.get_by_text("Your own material").click()


def _names(page: Page) -> list[str]:
    return page.locator("#footage-list .name").all_inner_texts()


def test_files_arrive_at_once_and_go_into_the_video(carols_page: Page) -> None:
    page = carols_page
    _open(page)
    choose(page, IMAGES, {"harbour.png": picture()})
    see_added(page, "harbour.png")
    expect(page.get_by_label(IMAGES, exact=True)).to_have_value("")
    page.get_by_role("button", name="Generate video").click()
    page.wait_for_url("**/videos/vid_*/")
    page.locator("video").wait_for(timeout=MAKING_MS)
    page.get_by_role("link", name="Make a variation").click()
    see_added(page, "harbour.png")
    page.goto("/material/")
    expect(page.get_by_text("In 1 video")).to_be_visible()


def test_generate_waits_for_files_on_their_way(carols_page: Page) -> None:
    page = carols_page
    _open(page)
    choose(page, IMAGES, {"waited-for.png": picture("teal")})
    page.get_by_role("button", name="Generate video").click()
    page.wait_for_url("**/videos/vid_*/", timeout=JUDGING_MS)
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("link", name="Make a variation").click()
    assert _names(page) == ["waited-for.png"]


def test_files_are_arranged_by_the_keyboard(carols_page: Page) -> None:
    page = carols_page
    _open(page)
    choose(page, IMAGES, THREE)
    see_added(page, "three.png")
    page.get_by_role("button", name="Move one.png down").focus()
    page.keyboard.press("Enter")
    assert _names(page) == ["two.png", "one.png", "three.png"]
    expect(page.get_by_role("button", name="Move one.png down")).to_be_focused()
    page.keyboard.press("Enter")
    assert _names(page) == ["two.png", "three.png", "one.png"]
    expect(page.get_by_role("button", name="Move one.png up")).to_be_focused()
    page.get_by_role("button", name="Remove three.png").press("Enter")
    assert _names(page) == ["two.png", "one.png"]
    expect(page.get_by_label(IMAGES, exact=True)).to_be_focused()


def test_what_a_file_replaces_is_put_aside(carols_page: Page) -> None:
    page = carols_page
    _open(page)
    calm = page.get_by_role("radio", name="Calm", exact=True)
    expect(calm).to_be_visible()
    choose(page, "Music", {"song.wav": tone(3)})
    see_added(page, "song.wav")
    expect(page.get_by_text("Your own music plays.")).to_be_visible()
    expect(calm).to_be_hidden()
    choose(page, "Your own voice", {"me.wav": tone(95)})
    see_added(page, "me.wav")
    expect(page.get_by_text("Your own recording speaks.")).to_be_visible()
    expect(page.get_by_label("Voice", exact=True)).to_be_hidden()
    expect(page.get_by_label("Estimate")).to_contain_text("100 tokens")
    page.get_by_role("radio", name="A topic").check()
    expect(page.get_by_text("A recording needs the script")).to_be_visible()
    page.get_by_role("button", name="Remove me.wav").click()
    expect(page.get_by_label("Voice", exact=True)).to_be_visible()


def test_a_refused_file_is_explained_and_the_others_stay(carols_page: Page) -> None:
    page = carols_page
    _open(page)
    choose(page, IMAGES, {"bad.png": b"nonsense", "good.png": picture("navy")})
    see_added(page, "good.png")
    expect(page.get_by_text("bad.png is not an image")).to_be_visible()
    assert _names(page) == ["good.png"]


def test_files_are_brought_without_javascript(chromium: Browser, product: Product) -> None:
    context = chromium.new_context(base_url=product.url, java_script_enabled=False)
    page = context.new_page()
    sign_up(page, "plain-files@example.com")
    _open(page)
    choose(page, IMAGES, THREE)
    page.get_by_role("button", name="Upload the chosen files").click()
    page.get_by_role("button", name="Move three.png up").click()
    page.get_by_role("button", name="Remove one.png").click()
    assert _names(page) == ["three.png", "two.png"]
    page.get_by_label("Campaign name").press("Enter")
    page.wait_for_url("**/videos/vid_*/")
    page.get_by_role("button", name="Cancel").click()
    context.close()
