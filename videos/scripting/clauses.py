"""Takes a sentence apart into its clauses and says what each of them is. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from videos.scripting.function_words import LEANING
from videos.scripting.grammar import Part, Token, analyse

_BREAKS = frozenset(",;:،؛、，；：—–()!?.…。！？؟।") | {"--", "..."}
_SUBJECTS = {Part.NOUN, Part.PRONOUN, Part.DETERMINER, Part.ADJECTIVE, Part.PARTICIPLE, Part.OPEN}
_OBJECTS = {Part.NOUN, Part.PRONOUN, Part.ADJECTIVE}
_VERBS = {Part.VERB, Part.BASE}
_HOOKS = {Part.RELATIVE, Part.THAT, Part.SUBORDINATOR}
_LOOSE = {Part.JOINT, Part.ADVERB, Part.MARK}
_ENOUGH = 4
_AHEAD = 40
"""Words within which a clause shows its verb."""
_LAST_SPACED = "\u2e7f"
_THEN = frozenset("first then next finally now after so today".split())
_DOUBLE = frozenset("as since before after".split())


class Kind(Enum):
    """What a clause can do alone."""

    CLAUSE = auto()
    """Subject and verb."""
    ORDER = auto()
    NAME = auto()
    """A noun with its company."""
    OBLIQUE = auto()
    """A phrase of place, time or manner, or a participle: needs something to hang on."""
    PREDICATE = auto()
    """A verb that shares the subject of an earlier clause."""
    SUBORDINATE = auto()


_SUBJECT_KINDS = {Kind.CLAUSE, Kind.NAME, Kind.ORDER}


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between two joints of a sentence."""

    tokens: tuple[Token, ...]
    kind: Kind
    said: bool = False
    """What somebody says, thinks or hopes: the clause after "that"."""

    @property
    def start(self) -> int:
        """Where its first word that is no joint stands in the sentence."""
        return opened(self.tokens)[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.tokens[-1].end


def clauses_of(sentence: str, language: str) -> list[Clause]:
    """Return the clauses of a sentence in order, without the marks between them."""
    found: list[Clause] = []
    waiting = False
    for tokens in _cut(analyse(sentence, language), spoken=language == "en"):
        said, body = _unhooked(tokens)
        kind = kind_of(body, first=not any(one.kind in _SUBJECT_KINDS for one in found))
        if waiting and kind is Kind.CLAUSE:
            kind, waiting = Kind.SUBORDINATE, False
        found.append(Clause(tuple(body), kind, said))
        # "even if, which I do not believe, this island were starving"
        waiting = waiting or tokens[-1].part is Part.SUBORDINATOR
    return found


def _unhooked(tokens: Sequence[Token]) -> tuple[bool, Sequence[Token]]:
    """Return whether a clause hangs on "that", and the clause without it."""
    body = opened(tokens)
    # A demonstrative opens a sentence with a capital; in mid-sentence it is the conjunction.
    hooked = body[0].part is Part.THAT or (body[0].text == "that" and len(body) > 1)
    if hooked and _is_content(body):
        return True, body[1:]
    return False, tokens


def opened(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return `tokens` without the joints and marks at their start ("And then", "So")."""
    start = 0
    while start < len(tokens) - 1 and (
        tokens[start].part in {Part.JOINT, Part.MARK}
        or (tokens[start].part is Part.ADVERB and tokens[start].word in {"then", "so"})
        or (tokens[start].word == "so" and tokens[start + 1].part is not Part.THAT)
    ):
        start += 1
    return tokens[start:]


def kind_of(tokens: Sequence[Token], *, first: bool) -> Kind:
    """Say what a run of words is; `first` when it opens its sentence."""
    body = opened(tokens)
    head, verb = body[0].part, main_verb(body)
    if _leans(body, first=first):
        return Kind.SUBORDINATE
    if head is Part.BASE or _could_order(body, first=first):
        return Kind.ORDER
    if verb == 0:
        return Kind.PREDICATE
    if verb is not None or (head in {Part.OPEN, Part.SMALL} and _is_open(body)):
        return Kind.CLAUSE if verb is None or _has_subject(body[:verb]) else Kind.PREDICATE
    if head is Part.PREPOSITION and _is_open(body) and len(body) > _ENOUGH:
        return Kind.CLAUSE  # the verb comes second in German, and may in other languages
    oblique = head in {Part.PREPOSITION, Part.PARTICIPLE, Part.ADVERB, Part.THAT}
    return Kind.OBLIQUE if oblique else Kind.NAME


def main_verb(tokens: Sequence[Token]) -> int | None:
    """Return the place of the first finite verb that belongs to no clause inside, or None."""
    inside = 0
    for place, token in enumerate(tokens):
        if token.part in _HOOKS and (place or token.part is Part.RELATIVE):
            inside += 1
        elif token.part is Part.VERB:
            if not inside:
                return place
            inside -= 1
    return None


def shares_object(one: Sequence[Token], two: Sequence[Token]) -> bool:
    """Say whether `one` stops at a verb whose object only comes after the verb of `two`.

    "The world will little note, | nor long remember what we say here".
    """
    after = [token for token in two if token.part not in {Part.ADVERB, Part.ADJECTIVE}]
    joined = len(after) > 1 and after[0].part is Part.JOINT and after[1].part in _VERBS
    return joined and one[-1].part in _VERBS | {Part.NOUN} and len(after) > 2  # noqa: PLR2004


def wants_object(one: Clause, two: Clause) -> bool:
    """Say whether the object of `one` only comes with `two`: "We can not hallow | this ground"."""
    verb = main_verb(one.tokens)
    if one.kind is not Kind.CLAUSE or two.kind is not Kind.NAME or verb is None:
        return False
    after = one.tokens[verb + 1 :]
    nominal = next((n for n, t in enumerate(after) if t.part in _OBJECTS), None)
    return nominal is None or any(t.part is Part.PREPOSITION for t in after[:nominal])


def _cut(tokens: Sequence[Token], *, spoken: bool) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    for place, token in enumerate(tokens):
        if token.part is Part.MARK and token.text in _BREAKS:
            pieces.append([])
            continue
        if spoken and pieces[-1] and _begins_clause(tokens[place : place + _AHEAD], pieces[-1]):
            pieces.append([])
        pieces[-1].append(token)
    return [piece for piece in pieces if any(token.part is not Part.MARK for token in piece)]


def _begins_clause(rest: Sequence[Token], before: Sequence[Token]) -> bool:
    """Say whether a clause with a subject of its own starts here, in mid-sentence."""
    head = rest[0]
    if head.part is Part.THAT:
        return before[-1].part is not Part.PREPOSITION and _is_content(rest)
    if before[-1].word == "ago":
        return head.part in _SUBJECTS
    if not any(token.part in _VERBS for token in before):
        return False
    joins = head.part is Part.JOINT or (head.part is Part.ADVERB and head.word in _THEN)
    if not joins or len(rest) < 3:  # noqa: PLR2004
        return False
    if rest[1].part is Part.PRONOUN and rest[2].part in {Part.VERB, Part.ADVERB}:
        return True
    end = next((n for n, t in enumerate(rest) if n and t.part in {Part.MARK, Part.JOINT}), None)
    verb = main_verb(rest[1:end])
    starts = rest[1].part not in _VERBS and bool(verb)
    return head.part is Part.JOINT and starts and _has_subject(rest[1 : (verb or 0) + 1])


def _is_content(rest: Sequence[Token]) -> bool:
    """Say whether "that" opens a clause which is complete without it."""
    end = next((n for n, t in enumerate(rest) if n and t.part is Part.MARK), len(rest))
    verb = main_verb(rest[1:end])
    return len(rest) > 2 and (verb is None or verb > 0) and rest[1].part not in _VERBS  # noqa: PLR2004


def _leans(body: Sequence[Token], *, first: bool) -> bool:
    head = body[0]
    if _is_moment(body):
        return True
    verbs = sum(token.part is Part.VERB for token in body)
    if head.part is Part.RELATIVE:
        return not first or verbs < 2  # noqa: PLR2004 "What used to take days now takes hours"
    if head.part is Part.PREPOSITION and head.word in _DOUBLE:
        return verbs > 0
    return head.part is Part.SUBORDINATOR


def _is_moment(body: Sequence[Token]) -> bool:
    """Say whether this is the time at which something else happens: "Each time a germ gets in"."""
    place = next((n for n, t in enumerate(body[:3]) if t.word in {"time", "moment", "day"}), 0)
    after = body[place + 1 : place + 2]
    return bool(place and after and after[0].part in {Part.DETERMINER, Part.PRONOUN})


def _could_order(body: Sequence[Token], *, first: bool) -> bool:
    """Say whether a leading verb or noun is really an order ("Meet Ana", "Type a name")."""
    if not first or len(body) < 2 or body[0].word.endswith(("s", "ed")):  # noqa: PLR2004
        return False
    if body[0].part is Part.NOUN:
        return body[1].part is Part.DETERMINER and body[0].text.isalpha()
    return body[0].part is Part.VERB and body[0].word not in LEANING


def _is_open(body: Sequence[Token]) -> bool:
    """In languages without a tagger, three words with an open one pass for a clause."""
    # A word of a script without spaces is a clause by itself.
    enough = len(body) > 2 or body[0].text[0] > _LAST_SPACED  # noqa: PLR2004
    return enough and any(token.part is Part.OPEN for token in body)


def _has_subject(tokens: Sequence[Token]) -> bool:
    return any(token.part in _SUBJECTS for token in tokens)
