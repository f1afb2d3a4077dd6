"""A real Chromium against the real product.

All of it ends with this folder's tests: Playwright keeps an event loop running in the thread
that started it, and Django refuses to touch a database from there.
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Page,
    expect,
    sync_playwright,
)

from tests.product import Product, running

EXECUTABLES = ("chromium", "chromium-browser", "google-chrome")
JUDGING_MS = 60_000
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PASSWORD = "Corr3ct-horse-battery"
SHORT = "The alarm can wait. The coffee can't. Try Dawnroast today."


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product in a folder of its own, for all browser tests in a row."""
    with running(tmp_path_factory.mktemp("product")) as product:
        yield product


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium as the system has it."""
    path = next((found for name in EXECUTABLES if (found := shutil.which(name))), None)
    assert path, "Install Chromium, for example with: apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def signed_in(
    chromium: Browser, product: Product, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The cookies of a creator who has signed up by the form."""
    context = chromium.new_context(base_url=product.url)
    sign_up(context.new_page(), "carol@example.com")
    path = tmp_path_factory.mktemp("state") / "carol.json"
    context.storage_state(path=path)
    context.close()
    return path


@pytest.fixture
def page(chromium: Browser, product: Product) -> Iterator[Page]:
    """A page that nobody is signed in on; any script error or refused script fails the test."""
    context = chromium.new_context(base_url=product.url)
    yield from watched(context)
    context.close()


@pytest.fixture
def carols_page(chromium: Browser, product: Product, signed_in: Path) -> Iterator[Page]:
    """A page of a signed-in creator."""
    context = chromium.new_context(base_url=product.url, storage_state=signed_in)
    yield from watched(context)
    context.close()


def watched(context: BrowserContext) -> Iterator[Page]:
    """Yield a page whose script errors and refused scripts fail the test."""
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: errors.append(message.text) if "Content Security" in message.text else None,
    )
    yield page
    assert not errors


def sign_up(page: Page, email: str) -> None:
    """Make an account by the form."""
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="Sign Up").click()
    page.wait_for_url("**/studio/")


def choose(page: Page, label: str, files: Mapping[str, bytes]) -> None:
    """Choose files of these names and contents in the field called `label`."""
    chosen: list[FilePayload] = [
        {"name": name, "mimeType": "", "buffer": content} for name, content in files.items()
    ]
    page.get_by_label(label, exact=True).set_input_files(chosen)


def see_added(page: Page, name: str) -> None:
    """Wait until a file is judged and stands in its list."""
    remove = page.get_by_role("button", name=f"Remove {name}")
    expect(remove).to_be_visible(timeout=JUDGING_MS)


def order(page: Page, name: str, script: str) -> None:
    """Fill in the studio form and press Generate."""
    page.goto("/studio/")
    page.get_by_label("Campaign name").fill(name)
    page.get_by_label("Script", exact=True).fill(script)
    page.get_by_role("button", name="Generate video").click()
    page.wait_for_url("**/videos/vid_*/")


def judge(page: Page) -> None:
    """Fail where the page as it stands breaks a rule of WCAG 2.2 AA that axe knows."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
