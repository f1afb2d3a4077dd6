"""Signs, prices and addresses in the words of languages other than English.

eSpeak NG reads numbers by itself; this gives it words for what it would skip or spell.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """What a language calls the signs."""

    at: str
    dot: str
    slash: str
    hashtag: str
    percent: str
    ampersand: str
    plus: str
    degrees: str
    euro: str
    dollar: str
    pound: str
    yen: str
    rupee: str


_LANGUAGES = {
    "de": Names(
        "at", "Punkt", "Schrägstrich", "Hashtag", "Prozent", "und", "plus", "Grad",
        "Euro", "Dollar", "Pfund", "Yen", "Rupien",
    ),
    "es": Names(
        "arroba", "punto", "barra", "almohadilla", "por ciento", "y", "más", "grados",
        "euros", "dólares", "libras", "yenes", "rupias",
    ),
    "fr": Names(
        "arobase", "point", "barre oblique", "hashtag", "pour cent", "et", "plus", "degrés",
        "euros", "dollars", "livres", "yens", "roupies",
    ),
    "it": Names(
        "chiocciola", "punto", "barra", "hashtag", "per cento", "e", "più", "gradi",
        "euro", "dollari", "sterline", "yen", "rupie",
    ),
    "pt": Names(
        "arroba", "ponto", "barra", "hashtag", "por cento", "e", "mais", "graus",
        "euros", "dólares", "libras", "ienes", "rúpias",
    ),
    "nl": Names(
        "apenstaartje", "punt", "schuine streep", "hashtag", "procent", "en", "plus", "graden",
        "euro", "dollar", "pond", "yen", "roepie",
    ),
    "ru": Names(
        "собака", "точка", "слэш", "хэштег", "процентов", "и", "плюс", "градусов",
        "евро", "долларов", "фунтов", "иен", "рупий",
    ),
    "ar": Names(
        "آت", "نقطة", "شرطة مائلة", "هاشتاغ", "بالمئة", "و", "زائد", "درجة",
        "يورو", "دولار", "جنيه", "ين", "روبية",
    ),
    "hi": Names(
        "ऐट", "डॉट", "स्लैश", "हैशटैग", "प्रतिशत", "और", "प्लस", "डिग्री",
        "यूरो", "डॉलर", "पाउंड", "येन", "रुपये",
    ),
    "ja": Names(
        "アット", "ドット", "スラッシュ", "ハッシュタグ", "パーセント", "アンド", "プラス", "ど",
        "ユーロ", "ドル", "ポンド", "えん", "ルピー",
    ),
}  # fmt: skip
_PLAIN = Names(*[""] * 13)
"""Languages without names here: the signs stay silent rather than be spelled."""

ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*"
    r"\.[a-z]{2,}(?:/[!-~]*)?",
    re.IGNORECASE | re.ASCII,
)
"""A web or e-mail address; what ends it must be looked at, for it may be a sentence's mark."""
_TAG = re.compile(r"([#@])(\w+)")
_BEFORE = re.compile(r"([€$£¥₹])\s?(\d[\d.,\u066b\u066c\u00a0]*\d|\d)")
_UNREAD = {ord(sign): " " for sign in '"“”«»{}[]<>|\\^~`_*™®©'}


def read(word: str, language: str) -> str:
    """Return what an eSpeak voice is given for a written word."""
    names = _LANGUAGES.get(language, _PLAIN)
    body = word.rstrip(".,;:!?…)»”\"'،؛؟。、！？")
    end = word[len(body) :]
    start = len(body) - len(body.lstrip("(«“\"'"))
    if ADDRESS.fullmatch(body[start:]):
        return _address(body[start:], names) + end
    said = _TAG.sub(lambda tag: _tag(tag[1], tag[2], names), word)
    said = _BEFORE.sub(lambda price: f"{price[2]} {price[1]}", said)
    return _signs(said, names).translate(_UNREAD)


def _address(address: str, names: Names) -> str:
    place = re.sub(r"^https?://|^www\.", "", address, flags=re.IGNORECASE)
    place = re.split(r"[?#]", place)[0].strip("/").removeprefix("www.")
    for sign, name in ((".", names.dot), ("/", names.slash), ("@", names.at), ("_", ""), ("-", "")):
        place = place.replace(sign, f" {name} ")
    return " ".join(place.split())


def _tag(sign: str, name: str, names: Names) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name)
    return f"{names.hashtag if sign == '#' else names.at} {words}".strip()


def _signs(text: str, names: Names) -> str:
    spoken = {
        "€": names.euro, "$": names.dollar, "£": names.pound, "¥": names.yen, "₹": names.rupee,
        "%": names.percent, "٪": names.percent, "&": names.ampersand, "+": names.plus,
        "@": names.at, "#": names.hashtag, "°C": f"{names.degrees} C", "°": names.degrees,
    }  # fmt: skip
    for sign, name in spoken.items():
        text = text.replace(sign, f" {name} " if sign in text else name)
    return " ".join(text.split()) if text.strip() else text
