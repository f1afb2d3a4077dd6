"""What the two libraries of stock footage have in common when they are played."""

from tests.providers.fakes.server import Act, Answer, Fake, Order, Request


class FakeLibrary(Fake):
    """A library with one film for every query that it knows. Each find counts as an order."""

    def __init__(self) -> None:
        super().__init__()
        self.known: set[str] | None = None
        """Queries that find something; None for all."""

    @property
    def asked(self) -> list[str]:
        """The words of every search, in order."""
        words = (request.query.get(self.words) for request in self.requests)
        return [found for found in words if found]

    words = "query"
    """The parameter that holds the words."""

    def searched(self, request: Request) -> Answer:
        """Answer a search that was checked."""
        refused = self.refusing()
        if refused:
            return self.refusal(refused)
        if self.known is not None and request.query[self.words] not in self.known:
            return Answer(200, self.page([]))
        order = self.accept(request)
        return self.accepted(order, Answer(200, self.page([self.film_of(order)])))

    def refusal(self, act: Act) -> Answer:
        """Return the vendor's words for a refusal."""
        raise NotImplementedError

    def page(self, films: list[dict[str, object]]) -> dict[str, object]:
        """Return an answer's body."""
        raise NotImplementedError

    def film_of(self, order: Order) -> dict[str, object]:
        """Return a film of whatever was searched."""
        raise NotImplementedError
