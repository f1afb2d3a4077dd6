"""Decides what a scene shows: its layout follows what its words say. Pure."""

from dataclasses import dataclass, replace

from videos.scripting.clauses import Kind, kind_of
from videos.scripting.contrasts import contrast_in
from videos.scripting.cutting import Piece
from videos.scripting.enumerations import FEWEST, MOST, Points, point, points_in
from videos.scripting.figures import about_figure, figure_in
from videos.scripting.grammar import analyse
from videos.scripting.headlines import accents, headline, limit, shorten, tidy
from videos.scripting.offers import offer_in
from videos.scripting.quotations import quotation_in
from videos.scripting.sentences import sentences, without_bullet
from videos.spec import Layout, Scene

_HEADING_WORDS = 8
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
    said = headline(text, setting.language)
    if piece.number:
        said = _heading(text) or said
    asks = sentences(text)[0].endswith(("?", "؟", "？", "か。"))
    if asks:
        said = _question(text) or said
    layout = Layout.QUESTION if asks else Layout.STATEMENT
    if setting.index == 0 and not asks:
        layout = Layout.TITLE
        said = _whole(text) or said
    base = Scene(index=setting.index, narration=piece.text, headline="", layout=layout)
    return _headed(base, said, setting.language)


def _headed(scene: Scene, said: str, language: str) -> Scene:
    return replace(scene, headline=said, accents=accents(said, language))


def _whole(text: str) -> str:
    """Return all of a title's words when they are few: "The alarm can wait. The coffee can't."."""
    said = " ".join(text.split()) if len(sentences(text)) > 1 else tidy(text)
    return said if len(said) <= limit(said) else ""


def _heading(text: str) -> str:
    """Return the short sentence that names an item before others explain it."""
    first = tidy(sentences(text)[0])
    return first if len(first.split()) <= _HEADING_WORDS and len(first) <= limit(first) else ""


def _question(text: str) -> str:
    asked = tidy(sentences(text)[0])
    return asked if len(asked) <= limit(asked) * 1.4 else ""


def _call_to_action(piece: Piece, base: Scene, setting: Setting) -> Scene | None:
    offer = offer_in(piece.text) if setting.is_last and setting.index > 0 else None
    if offer is None:
        return None
    said = headline(offer.rest, setting.language) if offer.rest.strip() else ""
    scene = replace(base, layout=Layout.CALL_TO_ACTION, action=offer.action, link=offer.link)
    return _headed(scene, said or setting.campaign, setting.language)


def _points(piece: Piece, base: Scene, setting: Setting) -> Scene | None:
    found = _listed(piece) or points_in(piece.text, setting.language)
    if found is None or not FEWEST <= len(found.points) <= MOST:
        return None
    points = tuple(point(text, setting.language) for text in found.points)
    layout = Layout.STEPS if found.ordered else Layout.LIST
    lead = shorten(tidy(found.lead), setting.language)
    return _headed(replace(base, layout=layout, points=points), lead, setting.language)


def _listed(piece: Piece) -> Points | None:
    if not piece.points:
        return None
    lead = piece.text.partition(piece.points[0])[0].strip(" :,.")
    return Points(lead, piece.points, piece.ordered)


def _quote(piece: Piece, base: Scene, setting: Setting) -> Scene | None:
    found = quotation_in(piece.text)
    if found is None:
        return None
    short = len(found.words) <= limit(found.words) * 1.8
    said = found.words if short else headline(found.words, setting.language)
    return _headed(
        replace(base, layout=Layout.QUOTE, attribution=found.speaker), said, setting.language
    )


def _comparison(piece: Piece, base: Scene, setting: Setting) -> Scene | None:
    text = without_bullet(piece.text)
    sides = contrast_in(text, setting.language)
    found = figure_in(text, setting.language) if sides else None
    if sides is None or (found and found.figure.before):
        return None  # two figures are better seen as a chart
    return replace(base, layout=Layout.COMPARISON, points=sides, headline="", accents=())


def _number(piece: Piece, base: Scene, setting: Setting) -> Scene | None:
    text = without_bullet(piece.text)
    found = figure_in(text, setting.language)
    if found is None:
        return None
    scene = replace(base, layout=Layout.NUMBER, figure=found.figure)
    lead, about = about_figure(text, found, setting.language)
    return _headed(replace(scene, kicker=lead), about, setting.language)


def _labelled(scene: Scene, piece: Piece, setting: Setting) -> Scene:
    """Give the scene a short label above its headline."""
    if piece.number:
        return replace(scene, kicker=str(piece.number))
    if scene.index == 0:
        return scene  # the brand stands in the corner already
    if scene.layout is Layout.CALL_TO_ACTION:
        same = scene.headline.casefold() == setting.campaign.casefold()
        return replace(scene, kicker=scene.kicker or ("" if same else setting.campaign))
    ranking = scene.layout is Layout.STEPS and not _are_orders(scene)
    if scene.kicker or ranking or setting.language != "en":
        return scene
    return replace(scene, kicker=_KICKERS.get(scene.layout, ""))


def _are_orders(scene: Scene) -> bool:
    """Say whether the points tell what to do; those of a ranking do not."""
    return any(kind_of(analyse(p, "en"), first=True) is Kind.ORDER for p in scene.points)
