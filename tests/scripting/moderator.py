"""A local server that plays OpenAI's moderation, as strictly as its contract is documented."""

from openai.types.moderation import Categories

from tests.providers.fakes.server import Answer, Fake, Request

CATEGORIES = [field.alias or name for name, field in Categories.model_fields.items()]
"""As OpenAI names them."""


class Moderator(Fake):
    """Flags what it is told to flag, unless it is told to answer otherwise."""

    key = "sk-secret-of-a-test"

    def __init__(self) -> None:
        super().__init__()
        self.flags: set[str] = set()
        self.other: Answer | None = None
        """What it answers instead."""

    @property
    def environment(self) -> dict[str, str]:
        return {"OPENAI_API_KEY": self.key, "OPENAI_BASE_URL": f"{self.url}/v1"}

    @property
    def asked(self) -> list[str]:
        """The texts that it was shown."""
        return [request.body["input"] for request in self.requests]

    def answer(self, request: Request) -> Answer:
        if (request.method, request.path) != ("POST", "/v1/moderations"):
            return Answer(404, {"error": {"message": "Unknown path", "code": "unknown_url"}})
        if request.headers.get("Authorization") != f"Bearer {self.key}":
            return Answer(401, {"error": {"message": "Bad key", "code": "invalid_api_key"}})
        if request.body.keys() != {"model", "input"}:
            return Answer(400, {"error": {"message": "Unknown field", "code": None}})
        return self.other or Answer(200, self._judged(request.body["model"]))

    def _judged(self, model: str) -> dict[str, object]:
        categories = {category: category in self.flags for category in CATEGORIES}
        scores = {category: float(flagged) for category, flagged in categories.items()}
        result = {
            "flagged": bool(self.flags), "categories": categories, "category_scores": scores,
            "category_applied_input_types": {category: ["text"] for category in CATEGORIES},
        }  # fmt: skip
        return {"id": "modr-1", "model": model, "results": [result]}
