"""Files that a browser sends straight to a bucket, and what it does when the bucket takes none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.conftest import choose, see_added, sign_up, watched
from tests.material import picture
from tests.product import Product, running
from tests.s3 import S3Server

pytestmark = pytest.mark.browser
IMAGES = "Images and clips"
LARGE = picture(form="BMP", size=(1_600, 1_600)) + b"\0" * 10_000_000


@pytest.fixture(scope="module")
def with_bucket(s3_server: S3Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product with its files in a bucket."""
    with running(tmp_path_factory.mktemp("bucket"), STORAGE_URL=s3_server.url()) as product:
        yield product


@pytest.fixture
def page(chromium: Browser, with_bucket: Product, tmp_path: Path) -> Iterator[Page]:
    """The studio form of somebody who has just signed up."""
    context = chromium.new_context(base_url=with_bucket.url)
    for page in watched(context):
        sign_up(page, f"{tmp_path.name}@example.com")
        page.get_by_text("Your own material").click()
        yield page
    context.close()


def _sent(page: Page, method: str, origin: str) -> list[str]:
    """Return the list to which addresses are added that get a request."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.method == method and request.url.startswith(origin):
            found.append(request.url)

    page.on("request", note)
    return found


def test_small_files_go_by_a_form_and_large_ones_in_parts(page: Page, s3_server: S3Server) -> None:
    forms, parts = (_sent(page, method, s3_server.endpoint) for method in ("POST", "PUT"))
    choose(page, IMAGES, {"small.png": picture(), "large.bmp": LARGE})
    see_added(page, "small.png")
    see_added(page, "large.bmp")
    assert (len(forms), len(parts)) == (1, 3)


def test_the_server_takes_what_the_bucket_does_not(page: Page, s3_server: S3Server) -> None:
    page.route(f"{s3_server.endpoint}/**", lambda route: route.abort("failed"))
    pieces = _sent(page, "PATCH", page.url.partition("/studio/")[0])
    choose(page, IMAGES, {"small.png": picture("teal")})
    see_added(page, "small.png")
    assert len(pieces) == 1
