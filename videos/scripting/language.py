"""Which language a text is in: by its script, and for Latin letters by its small words. Pure."""

import re
import unicodedata
from collections import Counter

DEFAULT = "en"

_SCRIPTS = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "THAI": "th",
    "HANGUL": "ko",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}

_SMALL_WORDS = {
    "en": "the and is are of to in that it for you with this was on as we not be have your how",
    "de": "der die das und ist sind ein eine nicht mit auf für von zu den dem sie wir ich im auch",
    "es": "el la los las y es son de que en un una no con para por su se del al como más todos lo",
    "fr": "le la les et est sont de des un une que qui dans pour pas sur avec nous vous ce il au",
    "it": "il lo la gli e è sono di che un una non con per del della in si come più anche questo",
    "pt": "o a os as e é são de que um uma não com para por do da em se no na mais como ao você",
    "nl": "de het een en is zijn van niet met voor op dat die in te aan ook wij je hij naar er",
    "pl": "i w na z się że nie to jest są do jak od po dla ale czy przez co tak",
    "sv": "och det att en är som på för med av inte den till jag har vi om ett du",
    "tr": "ve bir bu da de için ile çok ne var mı gibi daha en olan ama her sen biz",
}
_VOCABULARY = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """Return the BCP 47 primary tag of the language of `text`; "en" when it cannot be told."""
    scripts = Counter(_script(character) for character in text if character.isalpha())
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana + scripts["CJK"] > scripts["LATIN"]:
        return "ja" if kana else "zh"
    script, count = scripts.most_common(1)[0] if scripts else ("LATIN", 0)
    if script in _SCRIPTS and count:
        return _SCRIPTS[script]
    return _latin(text)


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _latin(text: str) -> str:
    words = Counter(word.lower() for word in _WORD.findall(text))
    scores = {
        language: sum(words[word] for word in known) for language, known in _VOCABULARY.items()
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] > scores[DEFAULT] else DEFAULT
