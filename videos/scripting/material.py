"""Reads which of their own files a creator wants in a video."""

from collections.abc import Callable, Collection, Mapping

from videos import catalog
from videos.scripting.fields import Form
from videos.spec import Asset, AssetKind

Find = Callable[[Collection[str]], Mapping[str, Asset]]
"""Returns those of the named uploads that are the creator's own, by id."""

_NOUNS = {
    AssetKind.IMAGE: "an image",
    AssetKind.CLIP: "a clip",
    AssetKind.LOGO: "a logo",
    AssetKind.MUSIC: "music",
    AssetKind.RECORDING: "a recording",
}


def nobodys(_ids: Collection[str]) -> Mapping[str, Asset]:
    """Find nothing: for orders that come without a creator."""
    return {}


def one(form: Form, name: str, kind: AssetKind, find: Find) -> Asset | None:
    """Return the upload that the field `name` names; None when it is missing or wrong."""
    upload = form.text(name).strip()
    found = _found(form, name, [upload], {kind}, find) if upload else []
    return found[0] if found else None


def several(form: Form, name: str, kinds: Collection[AssetKind], find: Find) -> tuple[Asset, ...]:
    """Return the uploads that the field `name` lists, in its order."""
    uploads = form.data.get(name) or []
    if not isinstance(uploads, list) or not all(isinstance(upload, str) for upload in uploads):
        form.wrong(name, "This must be a list of ids of uploads.")
        return ()
    if len(uploads) > catalog.FOOTAGE_MAX:
        form.wrong(
            name,
            f"These are {len(uploads)} images and clips; the limit is {catalog.FOOTAGE_MAX}. "
            "Remove some.",
        )
        return ()
    return tuple(_found(form, name, uploads, kinds, find)) if uploads else ()


def _found(
    form: Form, name: str, uploads: list[str], kinds: Collection[AssetKind], find: Find
) -> list[Asset]:
    known = find(uploads)
    for upload in dict.fromkeys(uploads):
        asset = known.get(upload)
        if asset is None:
            form.wrong(name, f"You have no upload {upload[:40]!r}. Upload the file first.")
        elif asset.kind not in kinds:
            form.wrong(name, _misplaced(asset, kinds))
    return [known[upload] for upload in uploads] if name not in form.errors else []


def _misplaced(asset: Asset, kinds: Collection[AssetKind]) -> str:
    wanted = " or ".join(_NOUNS[kind] for kind in sorted(kinds, reverse=True))
    return (
        f"“{asset.name}” was uploaded as {_NOUNS[asset.kind]}; this place needs {wanted}. "
        f"Upload it again as {wanted}."
    )
