"""The scratch folder of a job: what makes every step resumable.

A stage takes from it what an earlier step left. The folder may be lost at any moment, or the next
step may run on another machine: what is missing is then made again by the stage that needs it.
"""

import json
import shutil
from pathlib import Path

from django.conf import settings

from videos.models import Job
from videos.spec import Asset, from_json, to_json
from videos.studio.timeline import Narration


class Workspace:
    """The folder of one job below WORK_DIR."""

    def __init__(self, job: Job) -> None:
        self.folder: Path = settings.WORK_DIR / job.public_id
        self.folder.mkdir(parents=True, exist_ok=True)

    @property
    def narration(self) -> Narration | None:
        """The spoken track that an earlier step left, or None."""
        path = self.folder / "narration.json"
        if not path.exists():
            return None
        narration = from_json(Narration, json.loads(path.read_text(encoding="utf-8")))
        spoken = all((self.folder / speech.audio).exists() for speech in narration.speeches)
        return narration if spoken else None

    def keep_narration(self, narration: Narration) -> None:
        """Leave the spoken track for later steps."""
        self._keep("narration.json", to_json(narration))

    @property
    def assets(self) -> Path:
        """The folder of the creator's own files, prepared for the studio."""
        return self.folder / "assets"

    @property
    def prepared(self) -> dict[Asset, Asset]:
        """What earlier steps left of the creator's files: as it came, and as prepared."""
        path = self.folder / "assets.json"
        if not path.exists():
            return {}
        pairs = from_json(list[tuple[Asset, Asset]], json.loads(path.read_text(encoding="utf-8")))
        return {source: made for source, made in pairs if (self.assets / made.file).exists()}

    def keep_prepared(self, prepared: dict[Asset, Asset]) -> None:
        """Leave what was made of the creator's files for later steps."""
        pairs = [[to_json(source), to_json(made)] for source, made in prepared.items()]
        self._keep("assets.json", pairs)

    @property
    def unfilmed(self) -> float | None:
        """Which share of the vendors' part is not in the assembled video; None without one."""
        path = self.folder / "unfilmed.json"
        return float(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None

    def keep_unfilmed(self, share: float) -> None:
        """Leave which share is not in the video, as it was assembled, for its settlement."""
        self._keep("unfilmed.json", share)

    def _keep(self, name: str, value: object) -> None:
        """Write JSON, whole or not at all."""
        path = self.folder / name
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps(value), encoding="utf-8")
        draft.replace(path)

    def path(self, name: str) -> Path:
        """Return the path of a file in the folder."""
        return self.folder / name

    def remove(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
