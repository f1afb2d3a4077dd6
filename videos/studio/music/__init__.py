"""The music: which track, on which beat, and how it is made as long as the video.

The tracks come from the wheel `immich-memories-music` (MIT). Each lasts about 32 seconds at a
steady tempo. It is played a little faster or slower, so that a beat takes a whole number of frames:
then every cut can fall on one, and none drifts off. A video's music begins with the beats that lead
into the first bar, goes round on bar lines, and closes with a chord after the last word.
"""

from videos.studio.music.catalogue import Track, choose
from videos.studio.music.grid import Grid

__all__ = ["Grid", "Track", "choose"]
