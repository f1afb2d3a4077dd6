"""A LongCat server: one that answers with an id, and one that answers with the clip."""

from typing import Any

from tests.providers.fakes.server import WAIT_SECONDS, Act, Answer, Fake, Order, Request

_STATUS = {
    "waiting": "pending", "running": "pending", "strange": "warming", "done": "completed",
    "forbidden": "failed", "failed": "failed", "failed for now": "failed",
}  # fmt: skip
_FIELDS = {"script": str, "campaignName": str, "style": str, "duration": int, "userId": str}
_REFUSALS = {
    Act.UNAUTHORISED: 401, Act.UNPAID: 402, Act.REFUSED_BY_RULES: 422, Act.TOO_MANY: 429,
    Act.BROKEN: 500,
}  # fmt: skip


class FakeLongCat(Fake):
    """Orders by POST, and asks by GET with `videoId`, at one and the same address."""

    key = "longcat-secret-of-a-test"
    place = "/video"

    @property
    def environment(self) -> dict[str, str]:
        return {"LONGCAT_VIDEO_ENDPOINT": f"{self.url}/video", "LONGCAT_API_KEY": self.key}

    def answer(self, request: Request) -> Answer:
        if not self.lets_in(request):
            return Answer(401, {"error": "The key is wrong."})
        remote_id = self.asked_for(request)
        if remote_id:
            return self._shown(self.find(remote_id))
        if (request.method, request.path) == ("POST", self.place):
            return self._create(request)
        return Answer(404, {"error": "Nothing is here."})

    def lets_in(self, request: Request) -> bool:
        """Say whether the right key came in the right way."""
        return request.headers.get("Authorization") == f"Bearer {self.key}"

    def asked_for(self, request: Request) -> str:
        """Return the id that a request asks for; empty when it asks for none."""
        asks = (request.method, request.path) == ("GET", self.place)
        return request.query.get("videoId", "") if asks else ""

    def _create(self, request: Request) -> Answer:
        if not self.fits(request.body):
            return Answer(400, {"error": "The fields are wrong."})
        refused = self.refusing()
        if refused:
            wait = {"Retry-After": str(WAIT_SECONDS)} if refused is Act.TOO_MANY else {}
            return Answer(_REFUSALS[refused], {"error": f"{refused.name} for {self.key}"}, wait)
        order = self.accept(request)
        return self.accepted(order, Answer(200, self.created(order)))

    def fits(self, body: dict[str, Any]) -> bool:
        """Say whether an order holds what it must, and nothing else."""
        shaped = {name: type(value) for name, value in body.items()} == _FIELDS
        return shaped and body["duration"] > 0 and all(body.values())

    def created(self, order: Order) -> dict[str, Any]:
        """Return the answer to an order."""
        return {"videoId": order.id, "videoUrl": None}

    def _shown(self, order: Order | None) -> Answer:
        if order is None:
            return Answer(404, {"error": "There is no such video."})
        status = _STATUS[order.step()]
        url = self.link(order) if status == "completed" else None
        return Answer(200, {"status": status, "videoUrl": url})


class FakeLongCatAtOnce(FakeLongCat):
    """Makes the clip while one waits, and gives its address from its own place on."""

    def created(self, order: Order) -> dict[str, Any]:
        return {"videoId": order.id, "videoUrl": self.link(order).removeprefix(self.url)}

    def asked_for(self, request: Request) -> str:
        """It knows of no questions."""
        return ""
