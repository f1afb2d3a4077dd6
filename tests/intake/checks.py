"""Looking at what was kept, and at how a file was refused."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from videos.spec import Asset, AssetKind
from videos.studio.intake import Unusable, inspect, prepare

RED = (200, 30, 40)


def opened(folder: Path, asset: Asset) -> Image.Image:
    """Return the picture of an asset."""
    picture = Image.open(folder / asset.file)
    picture.load()
    return picture


def off(picture: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> int:
    """Return by how much a pixel misses a colour."""
    pixel = np.asarray(picture.convert("RGB"), int)[at[1], at[0]]
    return int(np.abs(pixel - colour).max())


def refusal(path: Path, kind: AssetKind, name: str = "holiday.jpg") -> str:
    """Check that a file is refused, by both ways in, and return the sentence."""
    with pytest.raises(Unusable) as caught:
        inspect(path, kind, name)
    sentence = str(caught.value)
    assert sentence.startswith(name), "the sentence names the file"
    assert sentence.endswith("."), "the sentence is whole"
    with pytest.raises(Unusable):
        prepare(path, kind, name, path.parent / "assets")
    assert not list((path.parent / "assets").glob("*")), "nothing is left behind"
    return sentence
