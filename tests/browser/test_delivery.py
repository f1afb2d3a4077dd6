"""Films in Chromium: seeking in one on the disk, going on when a link to a bucket has expired."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Response, Route

from tests.browser.conftest import watched
from tests.browser.test_journey import until
from tests.conftest import PASSWORD
from tests.s3 import S3Server
from tests.serving import Site, prepare, serving

pytestmark = pytest.mark.browser
SECONDS, RATE = 60, 5
WIDTH, HEIGHT = 320, 180
LINK_SECONDS = 2
SHADE = """(film) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.drawImage(film, 0, 0, film.videoWidth, 10, 0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data[0];
}"""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film too large to be fetched ahead, whose upper edge grows lighter with every second."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    noise = np.random.default_rng(1).integers(0, 255, (8, HEIGHT, WIDTH, 3), np.uint8)
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        options = {"preset": "ultrafast", "qp": "4", "g": str(RATE)}
        stream = container.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(SECONDS * RATE):
            picture = noise[number % len(noise)].copy()
            picture[:20] = 4 * (number // RATE)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What both sites begin with."""
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="module")
def disk(film: Path, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site whose files are on the disk."""
    with serving(tmp_path_factory.mktemp("disk"), prepared, film) as site:
        yield site


@pytest.fixture(scope="module")
def bucket(
    film: Path, prepared: Path, s3_server: S3Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A site whose viewers are sent on to a bucket, by links that soon end."""
    changes = {"STORAGE_URL": s3_server.url(), "MEDIA_LINK_SECONDS": str(LINK_SECONDS)}
    with serving(tmp_path_factory.mktemp("bucket"), prepared, film, **changes) as site:
        yield site


def opened(chromium: Browser, site: Site) -> Iterator[tuple[Page, list[Response]]]:
    """Yield the page of alice's video, and the answers that it gets about the film."""
    context = chromium.new_context(base_url=site.url)
    answers: list[Response] = []
    context.on("response", lambda one: answers.append(one) if ".mp4" in one.url else None)
    for page in watched(context):
        page.goto(f"/accounts/login/?next={site.page}")
        page.get_by_label("Email").fill("alice@example.com")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign In").click()
        page.wait_for_url(f"**{site.page}")
        until(page.locator("video"), "video.readyState >= 1")
        yield page, answers
    context.close()


@pytest.fixture
def on_disk(chromium: Browser, disk: Site) -> Iterator[tuple[Page, list[Response]]]:
    """The page of a film on the disk."""
    yield from opened(chromium, disk)


@pytest.fixture
def in_bucket(chromium: Browser, bucket: Site) -> Iterator[tuple[Page, list[Response]]]:
    """The page of a film in the bucket."""
    yield from opened(chromium, bucket)


def play(page: Page) -> None:
    """Let the film play, without sound, and count how often it starts anew and fails."""
    page.locator("video").evaluate(
        """async (film) => {
            window.starts = window.errors = 0;
            film.addEventListener("loadstart", () => { window.starts += 1; });
            film.addEventListener("error", () => { window.errors += 1; });
            film.muted = true;
            await film.play();
        }"""
    )


def seek(page: Page, second: float) -> None:
    """Go to a second of the film."""
    page.locator("video").evaluate(f"(film) => {{ film.currentTime = {second}; }}")


def test_seeking_far_ahead_fetches_a_part_and_shows_its_frame(
    on_disk: tuple[Page, list[Response]],
) -> None:
    page, answers = on_disk
    before = len(answers)
    seek(page, 50.5)
    film = page.locator("video")
    until(film, "!video.seeking && video.readyState >= 2")
    assert abs(film.evaluate(SHADE) - 4 * 50) < 8
    (answer, *_) = answers[before:]
    assert answer.status == 206
    first = int(answer.headers["content-range"].removeprefix("bytes ").partition("-")[0])
    assert first > 1_000_000


def test_playing_goes_on_when_the_link_has_expired(in_bucket: tuple[Page, list[Response]]) -> None:
    page, _ = in_bucket
    film = page.locator("video")
    play(page)
    until(film, f"video.currentTime > {LINK_SECONDS + 1.5}")
    film.evaluate("(film) => { film.playbackRate = 1.5; film.textTracks[0].mode = 'showing'; }")
    seek(page, 40)
    until(film, "!video.seeking && video.currentTime > 40.5")
    assert film.evaluate("(film) => film.currentTime") < 50
    assert not film.evaluate("(film) => film.paused || film.error")
    assert film.evaluate("(film) => [film.playbackRate, film.textTracks[0].mode]") == [
        1.5,
        "showing",
    ]
    assert page.evaluate("window.starts") >= 1
    assert page.evaluate("window.errors") == 0


def test_a_film_that_is_paused_stays_paused(in_bucket: tuple[Page, list[Response]]) -> None:
    page, _ = in_bucket
    film = page.locator("video")
    play(page)
    until(film, f"video.currentTime > {LINK_SECONDS + 1.5}")
    film.evaluate("(film) => film.pause()")
    seek(page, 55.5)
    until(film, "!video.seeking && video.readyState >= 2 && video.currentTime > 55")
    assert film.evaluate("(film) => [film.paused, film.currentTime, film.error]") == [
        True,
        55.5,
        None,
    ]
    assert page.evaluate("window.starts") >= 1
    assert page.evaluate("window.errors") == 0


def test_a_download_from_the_bucket_has_the_name_of_the_video(
    in_bucket: tuple[Page, list[Response]], film: Path
) -> None:
    page, _ = in_bucket
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download MP4").click()
    assert waiting.value.suggested_filename == "dawnroast.mp4"
    assert waiting.value.path().stat().st_size == film.stat().st_size
    assert page.url.endswith("/")


def test_what_is_gone_is_not_asked_for_for_ever(in_bucket: tuple[Page, list[Response]]) -> None:
    page, _ = in_bucket
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/video.mp4", refuse)
    page.evaluate(
        """() => new Promise((done) => {
            let errors = 0;
            const count = () => { errors += 1; if (errors === 4) done(); };
            document.addEventListener("error", count, { capture: true });
            document.querySelector("video").load();
        })"""
    )
    page.evaluate("() => fetch('/healthz').then((answer) => answer.text())")
    assert len(asked) == 4


def test_a_film_that_was_cut_is_refused_before_it_begins(
    on_disk: tuple[Page, list[Response]], disk: Site
) -> None:
    page, _ = on_disk
    path = disk.var / "media" / disk.key
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    try:
        status = page.evaluate(
            "(address) => fetch(address, { cache: 'no-store' }).then((answer) => answer.status)",
            f"{disk.page}files/video.mp4",
        )
    finally:
        path.write_bytes(whole)
    assert status == 503
