"""Judging and preparing the files that strangers bring: images, clips, logos, sound.

A file is judged by its content and never by its name, in a process of its own with little memory
and little time (`sandbox`). What can be used is written in one plain form that the studio reads
fast: a JPEG or PNG, H.264 at 30 frames a second with near key frames, a PNG logo, FLAC.

    facts = inspect(path, AssetKind.IMAGE, "holiday.jpg")          # quick; raises Unusable
    asset = prepare(path, AssetKind.IMAGE, "holiday.jpg", assets)   # writes assets/<sha256>.jpg

Ask for footage as IMAGE or as CLIP: what it turns out to be stands in the answer's `kind`.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from videos.exceptions import Interrupted
from videos.spec import Asset, AssetKind, from_json
from videos.studio.intake import limits
from videos.studio.intake.facts import Facts, Unusable, Window
from videos.studio.intake.sandbox import Task, run

__all__ = ["Facts", "Unusable", "Window", "inspect", "prepare"]

VERSION = 1
"""Goes into the names of kept files: a new way of preparing gives new files."""
_LONGEST_NAME = 60
_KINDS = {".jpg": AssetKind.IMAGE, ".mp4": AssetKind.CLIP, ".png": AssetKind.IMAGE}


def inspect(path: Path, kind: AssetKind, name: str) -> Facts:
    """Return what a file is, from its header and its first picture.

    `name` is what the creator calls it, for the sentences.

    Raises:
        Unusable: it cannot be used as a `kind`.
        StepFailed: reading it went wrong, through no fault of the file.
    """
    name = _short(name)
    _weigh(path, kind, name)
    task = Task(verb="inspect", kind=kind, name=name, source=path)
    return from_json(Facts, run(task, _never)["facts"])


def _never() -> bool:
    return False


def prepare(
    source: Path,
    kind: AssetKind,
    name: str,
    folder: Path,
    should_stop: Callable[[], bool] = _never,
    *,
    window: Window | None = None,
) -> Asset:
    """Write what the studio uses of a file into `folder`, and return it as an asset.

    Of a clip, no more than `window` is kept.

    The same content and kind give the same asset, written once. A file appears whole or not at all.

    Raises:
        Unusable: it cannot be used as a `kind`.
        StepFailed: reading it went wrong, through no fault of the file.
        Interrupted: `should_stop` said so; nothing is left running or half written.
    """
    short = _short(name)
    _weigh(source, kind, short)
    folder.mkdir(parents=True, exist_ok=True)
    digest = _digest(source, kind, window, should_stop)
    kept = next((path for path in folder.glob(f"{digest}.*") if path.suffix != ".part"), None)
    if kept is not None:
        found = _KINDS[kept.suffix] if kind in limits.FOOTAGE else kind
        return Asset(kind=found, file=kept.name, name=name)
    draft = folder / f"{digest}.{uuid4().hex}.part"
    try:
        task = Task(
            verb="prepare", kind=kind, name=short, source=source, target=draft, window=window
        )
        made = run(task, should_stop)
        final = folder / f"{digest}{made['suffix']}"
        draft.replace(final)
    finally:
        draft.unlink(missing_ok=True)
    return Asset(kind=AssetKind(made["kind"]), file=final.name, name=name)


def _short(name: str) -> str:
    """Return a name that fits into a sentence, on one line."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in name).split()) or "The file"
    return clean if len(clean) <= _LONGEST_NAME else f"{clean[: _LONGEST_NAME - 1]}…"


def _weigh(path: Path, kind: AssetKind, name: str) -> None:
    """Refuse a file by its size alone."""
    size = path.stat().st_size
    if not size:
        raise Unusable(f"{name} is empty. Upload it again.")
    most = max(limits.BYTES[one] for one in (limits.FOOTAGE if kind in limits.FOOTAGE else {kind}))
    if size > most:
        raise Unusable(
            f"{name} is larger than {most // 1_000_000} MB. Make it smaller and upload it again."
        )


def _digest(
    source: Path, kind: AssetKind, window: Window | None, should_stop: Callable[[], bool]
) -> str:
    """Return the name of a content: what it is used as, how it is prepared, its bytes."""
    use = "footage" if kind in limits.FOOTAGE else kind.value
    part = f"{window.start:.3f}+{window.seconds:.3f} " if window else ""
    whole = hashlib.sha256(f"{use} {VERSION} {part}".encode())
    with source.open("rb") as file:
        while block := file.read(1 << 20):
            if should_stop():
                raise Interrupted("The work was stopped.")
            whole.update(block)
    return whole.hexdigest()
