"""Pixabay as its documentation describes it: the key in the address, errors in plain text."""

from tests.providers.fakes.footage import FakeLibrary
from tests.providers.fakes.server import WAIT_SECONDS, Act, Answer, Order, Request

_REFUSALS = {
    Act.UNAUTHORISED: (400, "[ERROR 400] Invalid or missing API key (https://pixabay.com/api/)."),
    Act.TOO_MANY: (429, "[ERROR 429] API rate limit exceeded"),
    Act.BROKEN: (500, "[ERROR 500] Internal error"),
}
_KNOWN = {"key", "q", "lang", "id", "video_type", "category", "safesearch", "page", "per_page"}
_LANGUAGES = {None, "en", "de", "ja", "pt", "zh"}


class FakePixabay(FakeLibrary):
    """Searches for films."""

    key = "pixabay-secret-of-a-test"
    words = "q"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PIXABAY_API_KEY": self.key,
            "PIXABAY_BASE_URL": f"{self.url}/api",
            "PEXELS_API_KEY": "",
        }

    def answer(self, request: Request) -> Answer:
        if request.query.get("key") != self.key:
            return self.refusal(Act.UNAUTHORISED)
        if request.method != "GET" or request.path != "/api/videos/":
            return Answer(404, "[ERROR 404] Not found")
        if not _is_allowed(request):
            return Answer(400, "[ERROR 400] A parameter is out of valid range.")
        return self.searched(request) if "q" in request.query else Answer(200, self.page([]))

    def refusal(self, act: Act) -> Answer:
        status, text = _REFUSALS[act]
        headers = {"Content-Type": "text/plain"}
        if act is Act.TOO_MANY:
            headers["X-RateLimit-Reset"] = str(WAIT_SECONDS)
        return Answer(status, text, headers)

    def page(self, films: list[dict[str, object]]) -> dict[str, object]:
        return {"total": len(films), "totalHits": len(films), "hits": films}

    def film_of(self, order: Order) -> dict[str, object]:
        number = len(self.orders)
        return {
            "id": number,
            "pageURL": f"https://pixabay.com/videos/id-{number}/",
            "type": "film",
            "tags": "coffee, cup",
            "duration": 12,
            "user_id": 9,
            "user": "Jo",
            "videos": {
                "large": _file("", 0, 0),
                "medium": _file(self.link(order), 1920, 1080),
                "small": _file(f"{self.url}/too-small", 1280, 720),
                "tiny": _file(f"{self.url}/too-small", 960, 540),
            },
        }


def _is_allowed(request: Request) -> bool:
    query = request.query
    return (
        set(query) <= _KNOWN
        and len(query.get("q", "")) <= 100
        and query.get("video_type") in {"all", "film", "animation"}
        and query.get("lang") in _LANGUAGES
        and 3 <= int(query.get("per_page", "20")) <= 200
    )


def _file(url: str, width: int, height: int) -> dict[str, object]:
    return {"url": url, "width": width, "height": height, "size": width * height, "thumbnail": ""}
