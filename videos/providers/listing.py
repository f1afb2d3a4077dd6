"""Lists of submissions, looked through for one whose answer was lost.

"It is not there" lets an order be sent once more, so only a list read to its end may say that.
"""

from videos.providers.errors import ErrorKind, ProviderError, said
from videos.providers.http import Client, Reply

MOST_PAGES = 50


def find(client: Client, reply: Reply, name: str, fields: tuple[str, ...], reference: str) -> str:
    """Return the `id` of the entry with `reference` in one of `fields`; empty for none.

    `name` is what the answer calls its list.

    Raises:
        ProviderError: RETRYABLE, when the answer holds no list, or an entry without an id.
    """
    listed = reply.data.get(name)
    if not isinstance(listed, list):
        raise client.nonsense(reply)
    for entry in listed:
        if isinstance(entry, dict) and reference in [entry.get(field) for field in fields]:
            if not entry.get("id"):
                raise client.nonsense(reply)
            return str(entry["id"])
    return ""


def endless(label: str) -> ProviderError:
    """Return the error for a list that went on after MOST_PAGES."""
    kind = ErrorKind.RETRYABLE
    evidence = f"The list of submissions went on after {MOST_PAGES} pages."
    return ProviderError(said(label, kind), kind=kind, evidence=evidence)
