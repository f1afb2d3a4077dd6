"""A finished video made ready for streaming: renditions, their sound, a sheet of small pictures.

    boxes, cutting -> ladder, encoding, sheet -> packaging -> package -> playlists

Every rendition is one fragmented file (CMAF) that players read in pieces, by byte range. All are
cut at the same moments, which are keyframes of the finished video, so that a player may change
from one to the other at any of them. The finest one holds the video's own packets.

`package` and `playlists` read no media: whoever serves a stream needs nothing else.
"""
