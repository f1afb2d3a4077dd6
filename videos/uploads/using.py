"""Uploads in orders: found by id for their owner, and tied to the video that uses them."""

from collections.abc import Collection, Mapping

from config.types import UserId
from videos.exceptions import InvalidRequest
from videos.models import Upload, Video
from videos.spec import Asset, VideoSpec

Slots = dict[str, tuple[Asset, ...]]
"""What an order uses, by the name of the field that names it."""


def chosen(owner: UserId, ids: Collection[str]) -> dict[str, Upload]:
    """Return those of the uploads called `ids` that are `owner`'s, by id."""
    rows = Upload.objects.filter(owner_id=owner, public_id__in=ids)
    return {row.public_id: row for row in rows}


def find(owner: UserId, ids: Collection[str]) -> Mapping[str, Asset]:
    """Return the files of those of the uploads called `ids` that are `owner`'s, by id."""
    return {public_id: row.asset for public_id, row in chosen(owner, ids).items()}


def of_order(owner: UserId, order: VideoSpec) -> dict[str, list[Upload]]:
    """Return the uploads that `order` uses, by field and in order; deleted ones are left out."""
    known = _known(owner, order)
    return {
        name: [known[asset] for asset in assets if asset in known]
        for name, assets in slots(order).items()
    }


def attach(video: Video, order: VideoSpec) -> None:
    """Tie the uploads of `order` to `video`, in the caller's transaction.

    Raises:
        InvalidRequest: one of them was deleted, or is not the owner's.
    """
    known = _known(video.owner_id, order, for_update=True)
    missing = {
        name: [f"“{asset.name}” was deleted. Upload it again, or leave it out." for asset in gone]
        for name, assets in slots(order).items()
        if (gone := [asset for asset in assets if asset not in known])
    }
    if missing:
        raise InvalidRequest(missing)
    video.uploads.add(*known.values())


def recorded_seconds(owner: UserId, order: VideoSpec) -> float:
    """Return the length of the recording that `order` uses; 0 without one."""
    if order.recording is None:
        return 0.0
    rows = of_order(owner, order)["recording"]
    return rows[0].seconds if rows else 0.0


def slots(order: VideoSpec) -> Slots:
    """Return the files of `order` by the name of the field that names them."""
    return {
        "footage": order.footage,
        "logo": (order.logo,) if order.logo else (),
        "own_music": (order.own_music,) if order.own_music else (),
        "recording": (order.recording,) if order.recording else (),
    }


def _known(owner: UserId, order: VideoSpec, *, for_update: bool = False) -> dict[Asset, Upload]:
    """Return the uploads of `order` that are there, by the file that they stand for."""
    wanted = {asset for assets in slots(order).values() for asset in assets}
    if not wanted:
        return {}
    digests = {asset.file.partition(".")[0] for asset in wanted}
    rows = Upload.objects.filter(owner_id=owner, sha256__in=digests)
    if for_update:
        rows = rows.select_for_update()  # whoever deletes one waits, and then finds the job
    found = {(row.asset.kind, row.asset.file): row for row in rows}
    return {a: found[a.kind, a.file] for a in wanted if (a.kind, a.file) in found}
