"""PRESENTER: a person who speaks. The film says it all; nothing of ours covers the face."""

from videos.studio.layouts.brief import Brief
from videos.studio.stage import Layer


def compose(_brief: Brief) -> tuple[Layer, ...]:
    """Set no words: captions and brand are laid over every scene anyway."""
    return ()
