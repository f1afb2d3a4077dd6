"""Judges or prepares one file; run as a process by the sandbox, which speaks JSON with it."""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from videos.spec import AssetKind
from videos.studio.intake import limits
from videos.studio.intake.facts import Unusable, Window
from videos.studio.lifeline import die_with_parent


def main() -> None:
    """Answer the request on standard input."""
    request = json.load(sys.stdin)
    die_with_parent(request["parent"])
    _limit(limits.INSPECT_SECONDS if request["verb"] == "inspect" else limits.PREPARE_SECONDS)
    try:
        answer = _answer(request)
    except Unusable as error:
        answer = {"unusable": str(error)}
    except MemoryError:
        answer = {
            "unusable": f"{request['name']} needs too much memory to open. "
            "Make it smaller and upload it again."
        }
    sys.stdout.write(json.dumps(answer))


def _limit(seconds: int) -> None:
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.OUTPUT_BYTES, limits.OUTPUT_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    from videos.studio.intake.judging import judge

    window = Window(*request["window"]) if request["window"] else None
    found = judge(Path(request["source"]), AssetKind(request["kind"]), request["name"], window)
    if request["verb"] == "inspect":
        return {"facts": asdict(found.facts)}
    return {"kind": found.facts.kind, "suffix": found.write(Path(request["target"]))}


if __name__ == "__main__":
    main()
