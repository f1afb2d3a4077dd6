"""Chromium plays the stream: what it fetches on a wide screen and on that of a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.conftest import judge
from tests.product import Product

pytestmark = pytest.mark.browser
PACKAGING_MS = 90_000
WIDE: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
PLANT = "from tests.browser.planting import plant; plant('carol@example.com', (1280, 720), 9.0, 12)"


@pytest.fixture(scope="module")
def film(product: Product, signed_in: Path, chromium: Browser) -> str:
    """The address of a video whose stream the product's own worker has made."""
    public_id, _ = product.manage("shell", "-v", "0", "-c", PLANT).split()[-2:]
    context = chromium.new_context(base_url=product.url, storage_state=signed_in)
    page = context.new_page()
    page.goto("/videos/")
    page.evaluate(
        """async ([url, patience]) => {
            const late = performance.now() + patience;
            while (!(await fetch(url)).ok && performance.now() < late)
                await new Promise((done) => setTimeout(done, 300));
        }""",
        [f"/videos/{public_id}/stream/master.m3u8", PACKAGING_MS],
    )
    context.close()
    return f"/videos/{public_id}/"


def _play(page: Page, film: str) -> tuple[Locator, list[str]]:
    """Play all of a video, muted; return it, and the files that were fetched."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    page.goto(film)
    video = page.locator("video")
    before = video.bounding_box()
    video.evaluate(
        """async (video) => {
            video.muted = true;
            video.loop = false;
            const ended = new Promise((done) => video.addEventListener("ended", done));
            await video.play();
            video.playbackRate = 2;
            await ended;
        }"""
    )
    assert video.bounding_box() == before, "another rendition changed the size of the player"
    return video, fetched


@pytest.mark.parametrize(
    ("size", "master", "sizes"),
    [(WIDE, "master.m3u8", {360, 480, 720}), (PHONE, "master.m3u8?up_to=480", {360, 480})],
    ids=["wide", "phone"],
)
def test_a_screen_gets_what_fits_it(
    carols_page: Page, film: str, size: ViewportSize, master: str, sizes: set[int]
) -> None:
    page, largest = carols_page, max(sizes)
    page.set_viewport_size(size)
    video, fetched = _play(page, film)
    assert master in fetched
    assert f"{largest}.mp4" in fetched
    assert {int(name[:-4]) for name in fetched if name[:-4].isdigit()} <= sizes
    assert "sound.mp4" in fetched
    assert "video.mp4" not in fetched
    assert video.evaluate("(video) => [video.videoHeight, Math.round(video.duration)]") == [
        largest, 9,
    ]  # fmt: skip


def test_a_small_picture_is_seen_above_the_pointer_and_a_press_seeks(
    carols_page: Page, film: str
) -> None:
    page = carols_page
    page.goto(film)
    strip, picture = page.locator(".scrub"), page.locator(".scrub-picture")
    expect(strip).to_be_visible()
    expect(picture).to_be_hidden()
    strip.hover()
    expect(picture).to_be_visible()
    expect(page.locator(".scrub-time")).to_have_text("0:04")
    assert picture.evaluate("(it) => [it.clientWidth, it.clientHeight]") == [160, 90]
    assert "sprite.jpg" in picture.evaluate("(it) => getComputedStyle(it).backgroundImage")
    strip.click()
    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 4.5) < 1")
    judge(page)
    page.mouse.move(0, 0)
    expect(picture).to_be_hidden()


def test_without_scripts_the_player_is_as_it_was(
    chromium: Browser, product: Product, signed_in: Path, film: str
) -> None:
    context = chromium.new_context(
        base_url=product.url, storage_state=signed_in, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(film)
    expect(page.locator("video[controls]")).to_be_visible()
    expect(page.locator(".scrub")).to_be_hidden()
    context.close()
