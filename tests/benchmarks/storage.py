"""Speed of storage through our code: `python -m tests.benchmarks.storage [--places disk]`.

Everything happens in one run and in turn, on one machine, with the same film:

    upload   to a bucket of a real S3 server, through our storage and by boto3 alone, with parts of
             the same size
    whole    fetched from the product's web server (gunicorn, as `manage.py up` runs it, with all
             its middleware and a signed link)
    seeks    from four places to the end, over one connection, as browsers do when somebody jumps
    parts    in parts, over one connection, as some players do

Theirs is, for files on the disk, a bare file server: gunicorn with as many threads and a few lines
that have the kernel send the file. For files in the bucket it is the same with boto3's `get_object`
in it ("bucket"), and boto3 asked by the viewer himself ("bucket, direct"), which saves the second
way that files take through the product. Figures are MB/s, the best of three calls of a round, and
over all rounds the median; the ratio is ours to theirs in the same round. A request costs the
product half a ms to one ms more whatever it brings: the smaller a part, the lower the ratio. At
the end stands by how many MB the peak of a process grows which stores a file and reads it back.
"""

import argparse
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests import s3
from tests.benchmarks import loading, serving
from tests.benchmarks.databases import execute, prepared
from tests.benchmarks.measuring import ROOT, in_turn, spread, table
from tests.benchmarks.serving import Span

_MEGA = 1_000_000
_PART = 8 * 1024 * 1024
"""Bytes of a part of an upload, as our storage has them."""
_HEADS = ["what", "ours, MB/s", "theirs, MB/s", "ours/theirs"]
_CALLS = 3
_KEY = "jobs/job_1/video-benchmark.mp4"
_BLOCK = 256 * 1024
_PLACES = ("disk", "bucket")
Ways = dict[str, Callable[[], int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for of the film, under the path of a link to it."""

    link: str
    spans: Mapping[str, Sequence[Span]]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure storing and delivering.")
    parser.add_argument("--mb", type=int, default=64, help="size of the film (64)")
    parser.add_argument("--part-mb", type=int, default=8, help="size of a part (8)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--places", nargs="+", choices=_PLACES, default=_PLACES, help="(both)")
    options = parser.parse_args()
    size = options.mb * _MEGA
    with prepared("sqlite") as folder:
        film, rows = _film(folder, size), [_HEADS]
        asked = Asked(_link(film), _ways_to_ask(size, options.part_mb * _MEGA))
        for place in options.places:
            with _COMPARED[place](film, asked) as comparisons:
                rows += [_row(name, ways, options.rounds) for name, ways in comparisons.items()]
        print(table(rows))
        # A server of its own: the other is full of what was uploaded, deleted or not.
        with s3.running(_made(folder / "memory")) as server:
            print(f"\n{table(list(_memory(server, folder, options.mb, options.places)))}")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _film(folder: Path, size: int) -> Path:
    """Write a film that cannot be made smaller, where the product keeps it on the disk."""
    from django.conf import settings

    path = Path(settings.MEDIA_ROOT) / _KEY
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        while file.tell() < size:
            file.write(secrets.token_bytes(min(_MEGA, size - file.tell())))
    return path


def _ways_to_ask(size: int, part: int) -> dict[str, list[Span]]:
    starts = range(0, size, part)
    return {
        "whole": [(0, size)],
        "seeks": [(size * quarter // 4, size) for quarter in (2, 0, 3, 1)],
        # In an order in which nobody reads ahead.
        "parts": [(start, min(start + part, size)) for start in (*starts[1::2], *starts[::2])],
    }


@contextmanager
def _on_disk(film: Path, asked: Asked) -> Iterator[dict[str, Ways]]:
    """Yield what is compared of files on the disk, ready to be run."""
    bare = serving.bare("disk", threads=_threads(), BARE_FILE=str(film))
    with serving.product() as ours, bare as theirs:
        yield {
            f"{name}, disk": _fetches(ours, theirs, asked.link, spans)
            for name, spans in asked.spans.items()
        }


@contextmanager
def _in_bucket(film: Path, asked: Asked) -> Iterator[dict[str, Ways]]:
    """Yield what is compared of files in a bucket, ready to be run."""
    with ExitStack() as stack:
        server = stack.enter_context(s3.running(_made(film.parent / "s3")))
        upload = _uploads(film, server)
        upload["ours"]()
        ours = stack.enter_context(serving.product(STORAGE_URL=server.url(), MEDIA_DELIVERY="app"))
        theirs = stack.enter_context(
            serving.bare("bucket", threads=_threads(), BARE_FILE=_KEY, BARE_PORT=str(server.port))
        )
        found = {"upload": upload}
        for name, spans in asked.spans.items():
            found[f"{name}, bucket"] = _fetches(ours, theirs, asked.link, spans)
            found[f"{name}, bucket, direct"] = _gets(ours, server, asked.link, spans)
        yield found


_COMPARED = {"disk": _on_disk, "bucket": _in_bucket}


def _threads() -> int:
    from django.conf import settings

    return int(settings.WEB_THREADS)


def _link(film: Path) -> str:
    """Return the path of a link to the film, which is that of a job."""
    from videos.models import Artifact
    from videos.states import ArtifactKind
    from videos.storage import delivery

    execute(loading.creators(1, 2), *loading.jobs(1, 1, creators=1, live=False))
    artifact = Artifact.objects.create(
        job_id=1, kind=ArtifactKind.VIDEO, key=_KEY, size_bytes=film.stat().st_size, sha256="0" * 64
    )
    return "/" + delivery.link(artifact).split("/", 3)[3]


def _uploads(film: Path, server: s3.S3Server) -> Ways:
    from boto3.s3.transfer import TransferConfig
    from django.core.files import File

    from videos.storage.s3 import S3Storage

    storage, client = S3Storage(**server.entry()["OPTIONS"]), server.client("when_required")
    plain = TransferConfig(multipart_threshold=2 * _PART, multipart_chunksize=_PART)

    def ours() -> int:
        storage.delete(_KEY)
        with film.open("rb") as file:
            return storage.size(storage.save(_KEY, File(file)))

    def theirs() -> int:
        client.delete_object(Bucket=s3.BUCKET, Key="theirs")
        client.upload_file(str(film), s3.BUCKET, "theirs", Config=plain)
        return int(client.head_object(Bucket=s3.BUCKET, Key="theirs")["ContentLength"])

    return {"ours": ours, "theirs": theirs}


def _fetches(ours: int, theirs: int, link: str, spans: Sequence[Span]) -> Ways:
    return {
        "ours": partial(_all_of, ours, link, spans),
        "theirs": partial(_all_of, theirs, "/", spans),
    }


def _all_of(port: int, path: str, spans: Sequence[Span]) -> int:
    """Fetch parts of the film; a redirect or an error, which are fast, are not taken for them."""
    came = serving.fetched(port, path, spans)
    if came != sum(end - start for start, end in spans):
        raise SystemExit(f"{came} bytes came, which is not what was asked for.")
    return came


def _gets(ours: int, server: s3.S3Server, link: str, spans: Sequence[Span]) -> Ways:
    return {
        "ours": partial(_all_of, ours, link, spans),
        "theirs": partial(_got, server.client("when_required"), spans),
    }


def _got(client: Any, spans: Sequence[Span]) -> int:
    came = 0
    for start, end in spans:
        answer = client.get_object(Bucket=s3.BUCKET, Key=_KEY, Range=f"bytes={start}-{end - 1}")
        with answer["Body"] as body:
            while block := body.read(_BLOCK):
                came += len(block)
    return came


def _row(name: str, ways: Ways, rounds: int) -> list[str]:
    speeds: dict[str, list[float]] = {way: [] for way in ways}
    timed: Mapping[str, Callable[[], float]] = {
        way: partial(_speed, run) for way, run in ways.items()
    }
    in_turn(timed, 0)  # what is loaded once, is
    for turn in range(rounds):
        calls = [in_turn(timed, turn + call) for call in range(_CALLS)]
        for way, found in speeds.items():
            found.append(max(call[way] for call in calls))
    ratios = [ours / theirs for ours, theirs in zip(*speeds.values(), strict=True)]
    row = [name, *(spread(found, 0) for found in speeds.values()), spread(ratios)]
    print("  ".join(row), flush=True)
    return row


def _speed(run: Callable[[], int]) -> float:
    """Return the MB/s at which `run` moves the bytes that it says it has moved."""
    started = time.perf_counter()
    moved = run()
    return moved / _MEGA / (time.perf_counter() - started)


def _memory(
    server: s3.S3Server, folder: Path, megabytes: int, places: Sequence[str]
) -> Iterator[list[str]]:
    """Yield a table of how much memory files take that are stored and read back."""
    sizes = [max(1, megabytes // 10), megabytes, megabytes * 3]
    yield ["peak grows by, MB", *(f"{size} MB" for size in sizes)]
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    entries = {"disk": disk, "bucket": server.entry()}
    for place in places:
        yield [place, *(f"{_grown(entries[place], folder, size):.0f}" for size in sizes)]


def _grown(entry: dict[str, Any], folder: Path, megabytes: int) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.hauling", str(megabytes), str(folder)],
        input=json.dumps(entry), cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    grown, _ = json.loads(done.stdout)
    return float(grown)


if __name__ == "__main__":
    main()
