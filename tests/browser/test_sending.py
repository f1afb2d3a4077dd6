"""Large files over a line that breaks, as a person sees it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import JUDGING_MS, see_added
from tests.material import picture

pytestmark = pytest.mark.browser
PIECE = 4 * 1024 * 1024
IMAGES = "Images and clips"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A picture that goes in three pieces."""
    path = tmp_path / "harbour.bmp"
    path.write_bytes(picture(form="BMP", size=(1_600, 1_600)) + b"\0" * (PIECE // 2))
    return path


def _choose(page: Page, path: Path) -> None:
    page.goto("/studio/")
    page.get_by_text("Your own material").click()
    page.get_by_label(IMAGES, exact=True).set_input_files(path)


def _see_pause(page: Page) -> None:
    pause = page.get_by_text("Paused: the line is broken. It goes on by itself.")
    expect(pause).to_be_visible(timeout=JUDGING_MS)


def _remembered(page: Page) -> int:
    """Return how many files the browser would go on with."""
    names: list[str] = page.evaluate("Object.keys(localStorage)")
    return sum(name.startswith("reelsmith-upload:") for name in names)


def _watched(page: Page, *cut: int) -> list[int]:
    """Cut the line at the pieces with these numbers; return the list of offsets that are sent."""
    offsets: list[int] = []

    def pass_on(route: Route) -> None:
        if route.request.method == "PATCH":
            offsets.append(int(route.request.headers["upload-offset"]))
            if len(offsets) in cut:
                route.abort("connectionreset")
                return
        route.continue_()

    page.route("**/api/v1/uploads/sessions/*/content", pass_on)
    return offsets


def test_a_large_file_waits_while_the_line_is_broken_and_goes_on(
    carols_page: Page, large: Path
) -> None:
    page = carols_page
    offsets = _watched(page, 2, 3)
    _choose(page, large)
    _see_pause(page)
    expect(page.get_by_role("progressbar", name="Uploading harbour.bmp")).to_be_visible()
    see_added(page, "harbour.bmp")
    assert offsets == [0, PIECE, PIECE, PIECE, 2 * PIECE]
    expect(page.get_by_text("1600 × 1600")).to_be_visible()
    assert _remembered(page) == 0


def test_a_large_file_goes_on_after_the_page_was_closed(carols_page: Page, large: Path) -> None:
    page = carols_page
    large.write_bytes(picture("teal", form="BMP", size=(1_600, 1_600)) + b"\0" * (PIECE // 2))
    offsets = _watched(page, 2, 3, 4)
    _choose(page, large)
    _see_pause(page)
    page.reload()
    page.get_by_text("Your own material").click()
    expect(page.get_by_text("Not all of “harbour.bmp” has arrived.")).to_be_visible()
    sent = len(offsets)
    _choose(page, large)
    see_added(page, "harbour.bmp")
    assert 0 not in offsets[sent:]
    expect(page.get_by_text("Not all of")).to_have_count(0)


def test_a_large_file_that_is_stopped_leaves_nothing(carols_page: Page, large: Path) -> None:
    page = carols_page
    _watched(page, *range(2, 100))
    _choose(page, large)
    _see_pause(page)
    with page.expect_request(lambda request: request.method == "DELETE"):
        page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    assert _remembered(page) == 0


def test_a_large_file_that_is_refused_is_explained(carols_page: Page, tmp_path: Path) -> None:
    page = carols_page
    path = tmp_path / "bad.mp4"
    path.write_bytes(b"nonsense" * (9_000_000 // 8))
    _choose(page, path)
    sentence = page.get_by_text("bad.mp4 is not")
    expect(sentence).to_be_visible(timeout=JUDGING_MS)
    assert _remembered(page) == 0
