"""How the server at `LONGCAT_VIDEO_ENDPOINT` is spoken to, as far as servers may differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from config import env

FIELDS = {
    "script": "script", "campaign": "campaignName", "style": "style", "duration": "duration",
    "user": "userId", "aspect": "", "id": "videoId", "url": "videoUrl", "status": "status",
}  # fmt: skip
"""Our name of a field, and the server's; empty: it has none.

In answers a field may lie within others: "data.videoUrl".
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Addresses, verbs, names and units."""

    endpoint: str
    create_path: str = ""
    """Below the endpoint; empty: the endpoint itself."""
    status_path: str = ""
    """The same; `{id}` stands for the id, which is else sent as a field."""
    status_method: str = "GET"
    """GET sends the id in the query, others in a JSON body."""
    auth_header: str = "Authorization"
    auth_form: str = "Bearer {key}"
    fields: Mapping[str, str] = field(default_factory=lambda: FIELDS)
    style: str = "cinematic"
    user: str = "reelsmith"
    units: int = 1
    """How many of the server's units of duration are a second: 1,000 for milliseconds."""

    @property
    def create_url(self) -> str:
        """Return where clips are ordered."""
        return self._below(self.create_path)

    def status_url(self, remote_id: str) -> str:
        """Return where a clip is asked for."""
        return self._below(self.status_path.replace("{id}", quote(remote_id, safe="")))

    def question(self, remote_id: str) -> dict[str, object]:
        """Return the options of the request for a clip: the id where the server reads it."""
        if "{id}" in self.status_path:
            return {}
        place = "params" if self.status_method == "GET" else "json"
        name = self.fields["id"].rpartition(".")[2]
        return {place: {name: remote_id}}

    def headers(self, key: str) -> dict[str, str]:
        """Return the headers that hold `key`; none for a server without one."""
        return {self.auth_header: self.auth_form.replace("{key}", key)} if key else {}

    def _below(self, path: str) -> str:
        return f"{self.endpoint.rstrip('/')}/{path.lstrip('/')}" if path else self.endpoint


def from_environment() -> Dialect:
    """Return the dialect that is configured.

    Raises:
        env.BadSetting: a setting cannot be read.
    """
    return Dialect(
        endpoint=env.secret("LONGCAT_VIDEO_ENDPOINT"),
        create_path=env.text("LONGCAT_CREATE_PATH"),
        status_path=env.text("LONGCAT_STATUS_PATH"),
        status_method=env.text("LONGCAT_STATUS_METHOD", "GET").upper(),
        auth_header=env.text("LONGCAT_AUTH_HEADER", "Authorization"),
        auth_form=env.text("LONGCAT_AUTH_FORM", "Bearer {key}"),
        fields={**FIELDS, **_renamed(env.items("LONGCAT_FIELDS"))},
        style=env.text("LONGCAT_STYLE", "cinematic"),
        user=env.text("LONGCAT_USER", "reelsmith"),
        units=env.integer("LONGCAT_UNITS_PER_SECOND", 1, minimum=1),
    )


def _renamed(pairs: list[str]) -> dict[str, str]:
    """Return the server's names out of "ours=theirs"."""
    names = {}
    for pair in pairs:
        ours, equals, theirs = (part.strip() for part in pair.partition("="))
        if ours not in FIELDS or not equals:
            raise env.BadSetting(
                f"LONGCAT_FIELDS must be pairs like script=prompt, of {', '.join(FIELDS)}; "
                f"not {pair!r}."
            )
        names[ours] = theirs
    return names
