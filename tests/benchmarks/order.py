"""Makes a video in a process of its own, so that all it costs can be measured from outside.

    python -m tests.benchmarks.order FOLDER [--pictures]

FOLDER/order.json holds the order and its storyboard; the video is made in FOLDER. With
`--pictures` only its parts are, on evenly timed words: no sound, no assembly, no quality gate.
"""

import json
import sys
from pathlib import Path

from tests.studio.boards import timeline
from videos.spec import Quality, Storyboard, VideoSpec, from_json, to_json
from videos.studio import farm, production

_FILE = "order.json"


def placed(
    folder: Path, board: Storyboard, *, style: str = "aurora", quality: Quality = Quality.FULL
) -> list[str]:
    """Write an order into a folder, and return the command that makes its video there."""
    spec = VideoSpec(campaign_name="Dawnroast", script=board.script, style=style, quality=quality)
    folder.mkdir(parents=True, exist_ok=True)
    order = {"spec": to_json(spec), "storyboard": to_json(board)}
    (folder / _FILE).write_text(json.dumps(order), encoding="utf-8")
    return [sys.executable, "-m", "tests.benchmarks.order", str(folder)]


def main() -> None:
    """Run the command line."""
    folder, *flags = sys.argv[1:]
    order = json.loads((Path(folder) / _FILE).read_text(encoding="utf-8"))
    spec = from_json(VideoSpec, order["spec"])
    board = from_json(Storyboard, order["storyboard"])
    if flags == ["--pictures"]:
        laid = timeline(board, style=spec.style, quality=spec.quality)
        farm.render_parts(laid, Path(folder), on_progress=_nothing, should_stop=_never)
    else:
        production.render(spec, board, Path(folder), on_progress=_nothing, should_stop=_never)


def _nothing(*_: object) -> None:
    pass


def _never() -> bool:
    return False


if __name__ == "__main__":
    main()
