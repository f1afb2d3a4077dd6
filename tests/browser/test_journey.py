"""From signing up to a shared video, as a person does it."""

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.browser.conftest import SHORT, order, sign_up
from tests.product import Product

pytestmark = pytest.mark.browser
MAKING_MS = 180_000


def test_sign_up_generate_watch_play_and_share(
    page: Page, chromium: Browser, product: Product
) -> None:
    sign_up(page, "dora@example.com")
    expect(page.get_by_role("link", name="200 tokens")).to_be_visible()
    order(page, "Dawnroast", SHORT)
    page.evaluate("window.never_reloaded = true")
    _watch_the_percentage(page)
    assert page.evaluate("window.never_reloaded") is True
    expect(page).to_have_title("Dawnroast · Reelsmith")
    expect(page.get_by_role("link", name="150 tokens")).to_be_visible()
    expect(page.get_by_role("link", name="Notices")).to_contain_text("1")
    _play_and_seek(page)
    _read_the_captions(page)
    _download(page)
    _share(page, chromium, product)


def _watch_the_percentage(page: Page) -> None:
    """See the percentage take at least three values, and then the player, without a reload."""
    page.evaluate(
        """() => {
            window.seen = new Set();
            const look = () => {
                const shown = document.querySelector("[data-percent]");
                if (shown) window.seen.add(Number(shown.textContent));
            };
            new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
            look();
        }"""
    )
    page.locator("video").wait_for(timeout=MAKING_MS)
    seen = page.evaluate("[...window.seen]")
    assert len(seen) >= 3, seen
    assert seen == sorted(seen), "the percentage fell"


def _play_and_seek(page: Page) -> None:
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    film = page.locator("video")
    film.evaluate("async (video) => { video.muted = true; await video.play(); }")
    until(film, "video.currentTime > 0.5")
    film.evaluate("(video) => { video.currentTime = video.duration * 0.6; }")
    until(film, "!video.seeking && video.currentTime > video.duration * 0.6 + 0.2")
    size = film.evaluate("(video) => [video.videoWidth, video.videoHeight]")
    assert size == [1920, 1080]
    assert {a.status for a in answers if a.url.endswith("/video.mp4")} <= {206}


def until(film: Locator, condition: str) -> None:
    """Wait for a condition on `video`; the pages' policy forbids evaluating text."""
    film.evaluate(
        "(video) => new Promise((done) => {"
        f" const look = () => ({condition}) ? done() : setTimeout(look, 50); look(); }})"
    )


def _read_the_captions(page: Page) -> None:
    film = page.locator("video")
    film.evaluate("(video) => { video.textTracks[0].mode = 'showing'; }")
    until(film, "video.textTracks[0].cues?.length > 0")
    text = film.evaluate(
        "(video) => [...video.textTracks[0].cues].map((cue) => cue.text).join(' ')"
    )
    assert " ".join(text.split()) == SHORT


def _download(page: Page) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download MP4").click()
    assert waiting.value.suggested_filename == "dawnroast.mp4"
    assert waiting.value.path().read_bytes()[4:8] == b"ftyp"


def _share(page: Page, chromium: Browser, product: Product) -> None:
    page.get_by_role("button", name="Share", exact=True).click()
    link = page.get_by_label("Link", exact=True).input_value()
    assert link.startswith(product.url)
    visitor = chromium.new_context()
    public = visitor.new_page()
    public.goto(link)
    expect(public.get_by_role("heading", name="Dawnroast")).to_be_visible()
    until(public.locator("video"), "video.readyState >= 1")
    assert visitor.cookies() == []
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_role("button", name="Share", exact=True)).to_be_visible()
    answer = public.goto(link)
    assert answer is not None
    assert answer.status == 404
    visitor.close()


def test_cancel_returns_the_tokens(carols_page: Page) -> None:
    page = carols_page
    page.goto("/wallet/")
    before = page.locator(".balance strong").first.inner_text()
    order(page, "Never made", "This sentence is one of very many that nobody will hear. " * 40)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", name="Canceled")).to_be_visible()
    page.goto("/wallet/")
    assert page.locator(".balance strong").first.inner_text() == before
    assert page.locator(".balance strong").nth(1).inner_text() == "0"


def test_the_estimate_follows_the_script(carols_page: Page) -> None:
    page = carols_page
    page.goto("/studio/")
    page.get_by_label("Campaign name").fill("Live")
    page.get_by_label("Script", exact=True).fill(SHORT)
    expect(page.get_by_label("Estimate")).to_contain_text("50 tokens")
    page.get_by_label("Script", exact=True).fill(SHORT * 20)
    expect(page.get_by_label("Estimate")).to_contain_text("100 tokens")


def test_a_mistake_is_explained_and_the_draft_stays(carols_page: Page) -> None:
    page = carols_page
    page.goto("/studio/")
    page.get_by_label("Campaign name").fill("Draft")
    page.get_by_label("Script", exact=True).fill("Too short")
    page.get_by_role("button", name="Generate video").click()
    expect(page.get_by_role("alert")).to_contain_text("Write at least 20 characters")
    expect(page.get_by_label("Script", exact=True)).to_have_value("Too short")
    expect(page.get_by_label("Campaign name")).to_have_value("Draft")


def test_everything_but_live_progress_works_without_javascript(
    chromium: Browser, product: Product
) -> None:
    context = chromium.new_context(base_url=product.url, java_script_enabled=False)
    page = context.new_page()
    sign_up(page, "nojs@example.com")
    order(page, "Plain", "One more sentence, spoken for people without any script. " * 10)
    expect(page.locator("[data-percent]")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", name="Canceled")).to_be_visible()
    context.close()
