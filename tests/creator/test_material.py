"""Own files in the studio form and on their page: who may, what is refused, what stays."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from creator.models import User
from tests.creator.test_studio import FORM, STUDIO
from tests.delivered import untouched
from tests.material import files, kept, nothing_kept, picture, sent, tone
from tests.orders import submit
from tests.s3 import S3Server
from videos import jobs, uploads
from videos.models import Job, Upload
from videos.spec import AssetKind, Mood

pytestmark = pytest.mark.usefixtures("storage")
ARRANGE = "/studio/estimate/"
BRING = "/material/new/footage/"


def test_files_come_with_the_form_in_the_order_chosen(as_alice: Client, alice: User) -> None:
    old = kept(alice, name="old.png")
    new = [sent(picture("red"), "red.png"), sent(picture("blue"), "blue.png")]
    answer = as_alice.post(STUDIO, FORM | {"footage": old.public_id, "footage_file": new})
    assert answer.status_code == 302
    assert [asset.name for asset in Job.objects.get().order.footage] == [
        "old.png", "red.png", "blue.png",
    ]  # fmt: skip


def test_logo_music_voice_and_mood(as_alice: Client) -> None:
    brought = {
        "logo_file": sent(picture(), "logo.png"), "own_music_file": sent(tone(), "song.wav"),
        "recording_file": sent(tone(6), "me.wav"), "mood": "tender",
    }  # fmt: skip
    as_alice.post(STUDIO, FORM | brought)
    order = Job.objects.get().order
    chosen = [asset and asset.kind for asset in (order.logo, order.own_music, order.recording)]
    assert chosen == [AssetKind.LOGO, AssetKind.MUSIC, AssetKind.RECORDING]
    assert order.mood is Mood.TENDER


def test_a_new_logo_takes_the_place_of_the_old(as_alice: Client, alice: User) -> None:
    old = kept(alice, AssetKind.LOGO)
    as_alice.post(
        STUDIO, FORM | {"logo": old.public_id, "logo_file": sent(picture("red"), "new.png")}
    )
    logo = Job.objects.get().order.logo
    assert logo is not None
    assert logo.name == "new.png"


def test_pressing_twice_with_files_makes_one_job(as_alice: Client) -> None:
    for _ in range(2):
        as_alice.post(STUDIO, FORM | {"footage_file": sent(picture())})
    assert Job.objects.count() == Upload.objects.count() == 1


REFUSED: dict[str, tuple[dict[str, Callable[[], bytes]], str]] = {
    "no picture": ({"footage_file": lambda: b"MZ" * 99}, "x.png is not an image"),
    "a picture as music": ({"own_music_file": picture}, "x.png"),
    "too large": ({"logo_file": lambda: b"x" * 2_000_001}, "“x.png” is too large"),
}


@pytest.mark.parametrize(("brought", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_refused_file_makes_nothing(
    as_alice: Client, alice: User, settings: Settings, sentence: str,
    brought: dict[str, Callable[[], bytes]],
) -> None:  # fmt: skip
    settings.UPLOAD_BYTES = dict.fromkeys(settings.UPLOAD_BYTES, 2_000_000)
    form = FORM | {name: sent(content(), "x.png") for name, content in brought.items()}
    answer = as_alice.post(STUDIO, form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Nothing was made or charged" in answer.content.decode()
    assert untouched(alice)
    assert nothing_kept()


def test_what_was_accepted_stays_attached_when_something_else_is_wrong(
    as_alice: Client, alice: User
) -> None:
    form = FORM | {"script": "", "footage_file": [sent(b"nonsense", "bad.png"), sent(picture())]}
    page = as_alice.post(STUDIO, form).content.decode()
    upload = Upload.objects.get()
    assert "bad.png is not an image" in page
    assert "Write at least 20 characters" in page
    assert f'name="footage" value="{upload.public_id}"' in page
    assert untouched(alice)


def test_a_recording_asks_for_a_script(as_alice: Client, alice: User) -> None:
    voice = kept(alice, AssetKind.RECORDING, "me.wav")
    topic = {"source": "topic", "topic": "Why the sea is salty", "recording": voice.public_id}
    answer = as_alice.post(STUDIO, FORM | topic)
    assert answer.status_code == 422
    assert "goes with the script that it speaks" in answer.content.decode()
    assert untouched(alice)


def test_anothers_file_is_refused(as_alice: Client, alice: User, bob: User) -> None:
    answer = as_alice.post(STUDIO, FORM | {"footage": kept(bob).public_id})
    assert answer.status_code == 422
    assert "You have no upload" in answer.content.decode()
    assert "harbour" not in answer.content.decode()
    assert untouched(alice)


def _attached(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="footage" value="')[1:]]


@pytest.mark.parametrize(
    ("press", "expected"),
    [
        ({"move": "up:{2}"}, [0, 2, 1]),
        ({"move": "down:{0}"}, [1, 0, 2]),
        ({"move": "up:{0}"}, [0, 1, 2]),
        ({"move": "sideways:{0}"}, [0, 1, 2]),
        ({"move": "up:nothing"}, [0, 1, 2]),
        ({"remove": "{1}"}, [0, 2]),
    ],
)
def test_files_are_arranged_without_scripts(
    as_alice: Client, alice: User, press: dict[str, str], expected: list[int]
) -> None:
    ids = [kept(alice).public_id for _ in range(3)]
    buttons = {name: value.format(*ids) for name, value in press.items()}
    page = as_alice.post(ARRANGE, FORM | {"script": "", "footage": ids} | buttons).content.decode()
    assert _attached(page) == [ids[place] for place in expected]
    assert "Write at least" not in page
    assert untouched(alice)


def test_files_are_attached_without_scripts(as_alice: Client, alice: User) -> None:
    form = FORM | {"attach": "on", "footage_file": sent(picture())}
    page = as_alice.post(ARRANGE, form).content.decode()
    assert _attached(page) == [Upload.objects.get().public_id]
    assert untouched(alice)


def test_the_estimate_counts_a_recording(as_alice: Client, alice: User) -> None:
    voice = kept(alice, AssetKind.RECORDING, seconds=100)
    form = FORM | {"recording": voice.public_id}
    page = as_alice.post(ARRANGE, form, headers={"HX-Request": "true"}).content.decode()
    assert "100 tokens" in " ".join(page.split())


def test_a_variation_keeps_what_is_still_there(as_alice: Client, alice: User) -> None:
    stays, goes = kept(alice, name="stays.png"), kept(alice, name="goes.png")
    job = submit(alice, footage=(stays.asset, goes.asset), mood=Mood.HAPPY)
    jobs.cancel(job)
    uploads.delete(goes)
    page = as_alice.get(f"{STUDIO}?from={job.video.public_id}").content.decode()
    assert _attached(page) == [stays.public_id]
    assert "“goes.png” was deleted" in page
    assert 'value="happy"\n' in page.replace("  ", "")


def test_a_kept_file_starts_a_new_video(as_alice: Client, as_bob: Client, alice: User) -> None:
    for kind in AssetKind:
        url = f"{STUDIO}?with={kept(alice, kind).public_id}"
        assert "data-item" in as_alice.get(url).content.decode()
        assert as_bob.get(url).status_code == 404


def test_one_file_at_a_time_is_answered_with_its_line(as_alice: Client) -> None:
    answer = as_alice.post(BRING, {"file": sent(picture())})
    assert answer.status_code == 201
    assert f'value="{Upload.objects.get().public_id}"' in answer.content.decode()
    assert "640 × 540" in answer.content.decode()


def test_one_file_is_refused_in_a_sentence(as_alice: Client, settings: Settings) -> None:
    answer = as_alice.post(BRING, {"file": sent(b"nonsense", "bad.png")})
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith("bad.png is not")
    settings.UPLOAD_QUOTA_BYTES = 10
    assert as_alice.post(BRING, {"file": sent(picture())}).status_code == 413
    assert as_alice.post("/material/new/elsewhere/", {"file": sent(picture())}).status_code == 404
    assert as_alice.post(BRING).status_code == 404
    assert nothing_kept()


def test_bringing_needs_a_sign_in_and_a_token(alice: User) -> None:
    assert Client().post(BRING, {"file": sent(picture())}).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    assert strict.post(BRING, {"file": sent(picture())}).status_code == 403
    assert nothing_kept()


def test_a_file_that_came_bit_by_bit_is_shown_with_its_line(
    as_alice: Client, as_bob: Client, alice: User
) -> None:
    upload = kept(alice, AssetKind.CLIP, "waves.mp4")
    line = f"{BRING}{upload.public_id}/"
    assert f'value="{upload.public_id}"' in as_alice.get(line).content.decode()
    assert as_alice.get(f"/material/new/logo/{upload.public_id}/").status_code == 404
    assert as_alice.get(f"/material/new/elsewhere/{upload.public_id}/").status_code == 404
    assert as_bob.get(line).status_code == 404
    assert Client().get(line).status_code == 302


def _reach(answer: Any) -> list[str]:
    """Return whom the scripts of a page may speak to."""
    rules = [rule.split() for rule in answer["Content-Security-Policy"].split(";")]
    return next(hosts for name, *hosts in rules if name == "connect-src")


def test_the_page_reaches_as_far_as_the_bucket_while_files_go_there(
    as_alice: Client, settings: Settings, s3_server: S3Server
) -> None:
    page = as_alice.get("/studio/")
    assert _reach(page) == ["'self'"]
    assert 'data-small="8000000"' in page.content.decode()
    settings.STORAGES = settings.STORAGES | {"default": s3_server.entry()}
    for page in (as_alice.get("/studio/"), as_alice.post(ARRANGE, FORM)):
        assert _reach(page) == ["'self'", s3_server.endpoint]
        assert 'data-small="0"' in page.content.decode()
    assert _reach(as_alice.get("/videos/")) == ["'self'"]
    settings.DIRECT_UPLOADS = False
    assert _reach(as_alice.get("/studio/")) == ["'self'"]


def test_the_page_lists_ones_own_files(as_alice: Client, as_bob: Client, alice: User) -> None:
    upload = kept(alice)
    submit(alice, footage=(upload.asset,))
    page = as_alice.get("/material/").content.decode()
    assert "harbour.png" in page
    assert "In 1 video " in page
    assert "harbour" not in as_bob.get("/material/").content.decode()
    assert Client().get("/material/").status_code == 302


def test_a_picture_is_shown_to_its_owner_alone(
    as_alice: Client, as_bob: Client, alice: User
) -> None:
    url = f"/material/{kept(alice).public_id}/file"
    answer = as_alice.get(url)
    assert b"".join(answer.streaming_content) == picture()  # type: ignore[attr-defined]
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "private" in answer["Cache-Control"]
    assert "Content-Disposition" not in answer
    assert as_bob.get(url).status_code == 404
    assert Client().get(url).status_code == 404


@pytest.mark.parametrize("media", ["image/svg+xml", "image/tiff", "application/octet-stream"])
def test_what_a_browser_should_not_open_is_saved(as_alice: Client, alice: User, media: str) -> None:
    upload = kept(alice, AssetKind.LOGO, "logo.svg")
    Upload.objects.update(content_type=media)
    answer = as_alice.get(f"/material/{upload.public_id}/file")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="logo.svg"'
    assert f'src="/material/{upload.public_id}' not in as_alice.get("/material/").content.decode()


def test_deleting_is_for_the_owner(as_alice: Client, as_bob: Client, alice: User) -> None:
    upload = kept(alice)
    url = f"/material/{upload.public_id}/delete/"
    assert as_bob.post(url).status_code == 404
    assert Client().post(url).status_code == 302
    assert as_alice.get(url).status_code == 405
    assert Upload.objects.count() == len(files()) == 1
    assert "“harbour.png” is deleted" in as_alice.post(url, follow=True).content.decode()
    assert not Upload.objects.exists()


def test_a_file_in_use_is_not_deleted(as_alice: Client, alice: User) -> None:
    upload = kept(alice)
    submit(alice, footage=(upload.asset,))
    page = as_alice.post(f"/material/{upload.public_id}/delete/", follow=True).content.decode()
    assert "is needed by a video that is being made" in page
    assert Upload.objects.exists()


def test_trying_again_without_its_file_is_explained(as_alice: Client, alice: User) -> None:
    upload = kept(alice)
    job = submit(alice, footage=(upload.asset,))
    jobs.cancel(job)
    uploads.delete(upload)
    page = as_alice.post(f"/videos/{job.video.public_id}/retry/", follow=True).content.decode()
    assert "“harbour.png” was deleted" in page
    assert job.video.jobs.count() == 1
