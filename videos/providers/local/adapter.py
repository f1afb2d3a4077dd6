"""What the local studio declares. Its work is done by `videos.studio`, on this machine."""

from videos.providers.base import Declaration, ProviderKind
from videos.spec import Aspect

DECLARATION = Declaration(
    id="local",
    label="Reelsmith Studio",
    kind=ProviderKind.SCENE_CLIPS,
    aspects=frozenset(Aspect),
    max_seconds=30 * 60,
)
