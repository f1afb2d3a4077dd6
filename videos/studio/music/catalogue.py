"""The tracks there are, and which one a video gets."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from videos.spec import Mood

STYLES = {
    "aurora": (Mood.HAPPY, "electronic"),
    "daylight": (Mood.TENDER, "acoustic"),
    "editorial": (Mood.CALM, "acoustic"),
    "neon": (Mood.ENERGETIC, "electronic"),
    "pop": (Mood.HAPPY, "acoustic"),
    "blueprint": (Mood.NOSTALGIC, "electronic"),
}
"""The mood and the instruments that fit each style."""
OTHER_STYLE = (Mood.CALM, "acoustic")


@dataclass(frozen=True, slots=True)
class Track:
    """A track of the wheel; all are in four-four time."""

    name: str
    """Mood, instruments and number, as its file is called."""
    tempo: float
    """Beats a minute."""
    first: float
    """Seconds at which its first downbeat lies; below zero where the file begins just after."""
    bars: int
    """Whole bars before it dies away, in phrases of four: they can go round."""

    @property
    def path(self) -> Path:
        """Where the wheel keeps it."""
        from immich_memories_music import tracks_dir

        return Path(tracks_dir()) / self.name.split("_")[0] / f"{self.name}.opus"


# Tempo and first downbeat as measured from the onsets of the recordings: some differ by two beats a
# minute from what the wheel says. Three tracks are left out because their beat wavers, and one
# because its grid is not that of the other two in its mood: another title may choose another
# track, but must not change how long scenes are.
TRACKS = tuple(
    Track(*row)
    for row in (
        ("calm_acoustic_1", 68.02, 0.047, 8),
        ("calm_acoustic_s411", 68.0, 0.017, 8),
        ("calm_electronic_s411", 70.05, 0.018, 8),
        ("calm_electronic_s522", 71.493, 0.006, 8),
        ("energetic_acoustic_1", 133.175, -0.012, 16),
        ("energetic_acoustic_2", 132.944, 0.003, 16),
        ("energetic_acoustic_s522", 133.003, 0.067, 16),
        ("energetic_electronic_2", 150.0, 0.039, 16),
        ("energetic_electronic_s411", 150.004, 0.001, 20),
        ("happy_acoustic_1", 109.998, -0.004, 12),
        ("happy_acoustic_2", 109.945, 0.04, 12),
        ("happy_electronic_1", 122.993, 0.001, 16),
        ("happy_electronic_2", 124.001, -0.006, 16),
        ("happy_electronic_s411", 121.983, 0.027, 16),
        ("nostalgic_acoustic_s411", 78.069, -0.001, 8),
        ("nostalgic_acoustic_s522", 77.996, 0.029, 8),
        ("nostalgic_electronic_2", 85.0, 0.005, 8),
        ("nostalgic_electronic_s522", 85.0, 0.002, 8),
        ("tender_acoustic_1", 90.01, -0.001, 12),
        ("tender_acoustic_2", 89.983, 0.01, 12),
        ("tender_acoustic_s411", 89.99, 0.005, 12),
        ("tender_electronic_1", 99.999, -0.001, 12),
        ("tender_electronic_2", 100.015, -0.001, 12),
        ("tender_electronic_s411", 100.0, 0.006, 12),
    )
)


def choose(style: str, title: str, mood: Mood = Mood.AUTO) -> Track:
    """Return the track of a video; the same style, title and mood always give the same one.

    The style decides on the instruments, and on the mood if that is AUTO.
    """
    fitting, kind = STYLES.get(style, OTHER_STYLE)
    start = f"{fitting if mood is Mood.AUTO else mood}_{kind}_"
    tracks = [track for track in TRACKS if track.name.startswith(start)]
    return tracks[hashlib.sha256(title.encode()).digest()[0] % len(tracks)]
