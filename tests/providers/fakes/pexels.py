"""Pexels as its documentation describes it."""

from tests.providers.fakes.footage import FakeLibrary
from tests.providers.fakes.server import Act, Answer, Order, Request

_REFUSALS = {
    Act.UNAUTHORISED: (401, "Unauthorized"),
    Act.TOO_MANY: (429, "Too many requests"),
    Act.BROKEN: (500, "Internal Server Error"),
}
_ALLOWED = {
    "orientation": {"landscape", "portrait", "square"},
    "size": {"large", "medium", "small"},
    "locale": {"en-US", "de-DE", "ja-JP", "pt-BR", "zh-CN"},
}
_FREE = {"query", "page", "per_page"}


class FakePexels(FakeLibrary):
    """Searches for films, with the key bare in its header."""

    key = "pexels-secret-of-a-test"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PEXELS_API_KEY": self.key,
            "PEXELS_BASE_URL": f"{self.url}/v1",
            "PIXABAY_API_KEY": "",
        }

    def answer(self, request: Request) -> Answer:
        if request.headers.get("Authorization") != self.key:
            return self.refusal(Act.UNAUTHORISED)
        if "python" in request.headers.get("User-Agent", "").lower():
            return Answer(403, "error code: 1010")
        if request.method != "GET" or not _is_allowed(request):
            return Answer(400, {"status": 400, "code": "Bad Request"})
        match request.path:
            case "/v1/videos/popular":
                body = self.page([])
                return Answer(200, body, {"X-Ratelimit-Remaining": "19999"})
            case "/v1/videos/search" if request.query.get("query"):
                return self.searched(request)
        return Answer(404, {"status": 404, "code": "Not Found"})

    def refusal(self, act: Act) -> Answer:
        status, code = _REFUSALS[act]
        return Answer(status, {"status": status, "code": code})

    def page(self, films: list[dict[str, object]]) -> dict[str, object]:
        return {"page": 1, "per_page": 40, "total_results": len(films), "videos": films}

    def film_of(self, order: Order) -> dict[str, object]:
        link = self.link(order)
        return {
            "id": len(self.orders),
            "width": 3840,
            "height": 2160,
            "url": f"https://www.pexels.com/video/{len(self.orders)}/",
            "duration": 12,
            "user": {"id": 7, "name": "Ana  Ruiz", "url": "https://www.pexels.com/@ana"},
            "video_files": [
                _file(f"{self.url}/playlist", None, None, "hls", kind="application/x-mpegURL"),
                _file(f"{self.url}/too-large", 3840, 2160, "uhd"),
                _file(link, 1920, 1080, "hd"),
                _file(f"{self.url}/too-small", 960, 540, "sd"),
            ],
            "video_pictures": [],
        }


def _is_allowed(request: Request) -> bool:
    known = all(name in _FREE | set(_ALLOWED) for name in request.query)
    right = all(request.query.get(name) in {None, *values} for name, values in _ALLOWED.items())
    return known and right and 1 <= int(request.query.get("per_page", "15")) <= 80


def _file(
    link: str, width: int | None, height: int | None, quality: str, *, kind: str = "video/mp4"
) -> dict[str, object]:
    return {
        "id": 1, "quality": quality, "file_type": kind, "width": width, "height": height,
        "fps": 25.0, "link": link,
    }  # fmt: skip
