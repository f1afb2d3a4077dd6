"""What the fakes of presenters share: their clips have sound, and say what was ordered."""

from abc import abstractmethod

from tests.providers.fakes.clips import speaking
from tests.providers.fakes.server import Fake, Order


class Presenter(Fake):
    """A vendor whose clips speak."""

    @abstractmethod
    def script(self, order: Order) -> str:
        """Return what `order` wants to be said."""

    def film(self) -> bytes:
        return speaking(self.script(self.orders[-1]))
