"""Decides what a scene shows: its layout follows what its words say. Pure."""

import re
from dataclasses import dataclass, replace

from videos.scripting.cutting import Piece, is_step
from videos.scripting.figures import Found, figure_in
from videos.scripting.headlines import accents, headline, limit, shorten, tidy
from videos.scripting.offers import offer_in
from videos.scripting.sentences import sentences, without_bullet
from videos.spec import Layout, Scene

_QUOTE = re.compile(r"[\"“«„「『](?P<words>[^\"“”«»„「」『』]{12,})[\"”»“」』]")
_SPEAKER = re.compile(r"[\"”»]\s*(?:--|—|–|-)\s*(?P<who>[^.!?]{2,40})")
_VERSUS = re.compile(
    r"(?P<a>[^.,;]{3,40}?)\s+(?:vs\.?|versus)\s+(?P<b>[^.,;]{3,40})", re.IGNORECASE
)
_NOT_BUT = re.compile(
    r"\bnot (?:just |only )?(?P<a>[^.,;]{3,32}),? but (?P<b>[^.,;]{3,40})", re.IGNORECASE
)
_FRAGMENT_WORDS = 4
_KICKERS = {
    Layout.NUMBER: "By the numbers",
    Layout.STEPS: "How it works",
    Layout.COMPARISON: "Side by side",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where in the video a scene stands."""

    index: int
    count: int
    language: str
    campaign: str

    @property
    def is_last(self) -> bool:
        """True for the scene that viewers remember."""
        return self.index == self.count - 1


def design(piece: Piece, setting: Setting) -> Scene:
    """Return the scene that shows `piece`."""
    base = _plain(piece, setting)
    for attempt in (_call_to_action, _points, _quote, _comparison, _number):
        scene = attempt(piece, base, setting)
        if scene is not None:
            return _labelled(scene, piece, setting)
    return _labelled(base, piece, setting)


def _plain(piece: Piece, setting: Setting) -> Scene:
    text = without_bullet(piece.text)
    said = headline(text)
    asks = sentences(text)[0].rstrip("\"'”’)").endswith(("?", "؟", "？"))
    if asks:
        said = _question(text) or said
    layout = Layout.QUESTION if asks else Layout.STATEMENT
    if setting.index == 0 and not asks:
        layout = Layout.TITLE
        said = _whole(text) or said
    return Scene(
        index=setting.index,
        narration=piece.text,
        headline=said,
        accents=accents(said),
        layout=layout,
        visual_prompt=f"{setting.campaign}: {text}",
    )


def _whole(text: str) -> str:
    """Return all of a title's words when they are few: "The alarm can wait. The coffee can't."."""
    return text.strip() if len(text) <= limit(text) else ""


def _question(text: str) -> str:
    asked = tidy(sentences(text)[0])
    return asked if len(asked) <= limit(asked) * 1.4 else ""


def _call_to_action(piece: Piece, base: Scene, setting: Setting) -> Scene | None:
    offer = offer_in(piece.text) if setting.is_last and setting.index > 0 else None
    if offer is None:
        return None
    said = headline(offer.rest) if offer.rest.strip() else setting.campaign
    return replace(
        base,
        layout=Layout.CALL_TO_ACTION,
        headline=said or setting.campaign,
        accents=accents(said),
        action=offer.action,
        link=offer.link,
    )


def _points(piece: Piece, base: Scene, _setting: Setting) -> Scene | None:
    points = piece.points or _fragments(piece.text)
    if not 2 <= len(points) <= 5:  # noqa: PLR2004 fewer is no list, more do not fit
        return None
    lead = piece.text.partition(points[0])[0].strip()
    said = shorten(lead.strip(" :,.")) if lead else ""
    return replace(
        base,
        layout=Layout.STEPS if piece.ordered else Layout.LIST,
        headline=said,
        accents=accents(said),
        points=tuple(_point(point) for point in points),
    )


def _fragments(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that is a list in disguise: "No pods. No plastic. Just …"."""
    found = sentences(text)
    brief = [sentence for sentence in found if len(sentence.split()) <= _FRAGMENT_WORDS]
    openers = {sentence.split()[0].lower() for sentence in brief}
    alike = len(brief) >= 2 and len(openers) < len(brief)  # noqa: PLR2004
    return tuple(found) if alike and 3 <= len(found) <= 5 else ()  # noqa: PLR2004


def _point(point: str) -> str:
    text = without_bullet(point)
    if is_step(text):
        text = re.split(r"[,:]\s*", text, maxsplit=1)[-1]
    text = re.split(r":\s", text, maxsplit=1)[0]
    said = tidy(text)
    return said if len(said) <= limit(said) else shorten(headline(text))


def _quote(piece: Piece, base: Scene, _setting: Setting) -> Scene | None:
    match = _QUOTE.search(piece.text)
    if match is None or len(match["words"]) < 0.4 * len(piece.text):
        return None
    words = match["words"].strip()
    said = words if len(words) <= limit(words) * 1.8 else headline(words)
    who = _SPEAKER.search(piece.text)
    return replace(
        base,
        layout=Layout.QUOTE,
        headline=said,
        accents=accents(said),
        attribution=tidy(who["who"]) if who else "",
    )


def _comparison(piece: Piece, base: Scene, _setting: Setting) -> Scene | None:
    match = _VERSUS.search(piece.text) or _NOT_BUT.search(piece.text)
    if match is None:
        return None
    sides = (tidy(match["a"]), tidy(match["b"]))
    return replace(base, layout=Layout.COMPARISON, points=sides, headline="", accents=())


def _number(piece: Piece, base: Scene, _setting: Setting) -> Scene | None:
    text = without_bullet(piece.text)
    found = figure_in(text)
    if found is None:
        return None
    said = _about(text, found)
    return replace(
        base, layout=Layout.NUMBER, figure=found.figure, headline=said, accents=accents(said)
    )


def _about(text: str, found: Found) -> str:
    """Return what the figure counts: the words after it, else the sentence around it."""
    place = 0
    for sentence in sentences(text):
        start = text.index(sentence, place)
        place = start + len(sentence)
        if start <= found.start < place:
            after = re.split(r"[,;:.!?]\s|[.!?]$", text[found.end : place])[0].strip()
            if len(after.split()) > 1 and after.split()[0].lower() not in {"and", "or", "to", "-"}:
                return shorten(after.strip(" ,;:.!?"))
            return headline(sentence)
    return headline(text)


def _labelled(scene: Scene, piece: Piece, setting: Setting) -> Scene:
    """Give the scene a short label above its headline."""
    if piece.number:
        return replace(scene, kicker=str(piece.number))
    if scene.index == 0 or scene.layout is Layout.CALL_TO_ACTION:
        same = scene.headline.casefold() == setting.campaign.casefold()
        return replace(scene, kicker="" if same else setting.campaign)
    return replace(scene, kicker=_KICKERS.get(scene.layout, "") if setting.language == "en" else "")
