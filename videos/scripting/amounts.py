"""Reads amounts in text: numerals with their currency, magnitude and unit, and small number words.

Pure. An amount is only what stands there; which of them a scene is about is decided elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from videos.spec import Figure

CURRENCIES = "$€£¥₹"
_NOT_AMOUNTS = re.compile(
    r"""
    \S+://\S+ | \S+@\S+ | \b[\w-]+(?:\.[\w-]+)+/\S*      # addresses
    | \+?\d[\d\s()-]{8,}\d                               # telephone numbers
    | \b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b                # dates
    | \b\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?      # clock times
    | \b\d{1,2}\s?[ap]\.?m\b\.?                          # hours of the day
    | \b24/7\b | \bv?\d+\.\d+\.\d+\b                     # round the clock, versions
    | ^\s*\d{1,2}[.)]\s                                  # numbers of list items
    | \b\d+\s(?:hours?|minutes?)\sand\s\d+\s\w+          # two units for one amount
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SECONDS = {
    "second": 1, "sekunde": 1, "segundo": 1, "seconde": 1, "secondo": 1, "秒": 1,
    "minute": 60, "minuto": 60, "minuten": 60, "分": 60, "分钟": 60, "मिनट": 60,
    "hour": 3600, "stunde": 3600, "hora": 3600, "heure": 3600, "ora": 3600, "時間": 3600,
    "小时": 3600, "घंटे": 3600,
    "day": 86400, "tag": 86400, "día": 86400, "dia": 86400, "jour": 86400, "giorno": 86400,
    "日": 86400, "天": 86400, "दिन": 86400,
    "week": 604800, "woche": 604800, "semana": 604800, "semaine": 604800, "settimana": 604800,
    "month": 2629800, "monat": 2629800, "mes": 2629800, "mois": 2629800, "mese": 2629800,
    "year": 31557600, "jahr": 31557600, "año": 31557600, "ano": 31557600, "an": 31557600,
    "anno": 31557600, "年": 31557600, "साल": 31557600,
}  # fmt: skip
_TIMES = (
    "seconds?|minutes?|hours?|days?|weeks?|months?|years?|Sekunden?|Minuten?|Stunden?|Tagen?|Tage?|"
    "Wochen?|Monaten?|Monate?|Jahren?|Jahre?|segundos?|minutos?|horas?|días?|dias?|semanas?|meses|"
    "mes|años?|anos?|secondes?|heures?|jours?|semaines?|mois|ans?|secondi|minuti|ore|giorni|"
    "settimane|mesi|anni|मिनट|घंटे|दिन|साल"
)
_DENSE = "時間|小时|分钟|[秒分天年日人倍個个円元]|万人|百万"
_MONEY = "€|euros?|Euro|EUR|dollars?|USD|pounds?|dólares|yen|francs?"
_SCALES = {
    "thousand": 1e3, "k": 1e3, "tausend": 1e3, "mil": 1e3, "mille": 1e3,
    "million": 1e6, "millions": 1e6, "m": 1e6, "millionen": 1e6, "millones": 1e6, "millón": 1e6,
    "milioni": 1e6, "milhões": 1e6, "मिलियन": 1e6, "مليون": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "milliarden": 1e9, "milliards": 1e9, "مليار": 1e9,
}  # fmt: skip
_SCALE = (
    r"(?:thousand|millions?|billion|Tausend|Millionen|Million|Milliarden|milliards|millones|millón|"
    r"mil|mille|milioni|milhões|मिलियन|مليون|مليار)\b|[kKMB](?!\w)|bn(?!\w)"
)
_SMALL = {
    name: value
    for value, names in {
        1: "one", 2: "two zwei dos deux", 3: "three drei tres trois", 4: "four vier cuatro quatre",
        5: "five fünf cinco cinq", 6: "six sechs seis", 7: "seven sieben siete sept",
        8: "eight acht ocho huit", 9: "nine neun nueve neuf", 10: "ten zehn diez dix",
        11: "eleven", 12: "twelve", 20: "twenty zwanzig veinte vingt", 30: "thirty", 40: "forty",
        50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred",
    }.items()
    for name in names.split()
}  # fmt: skip
_WORDS = "|".join(sorted(_SMALL, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"""
    (?<![A-Za-zÀ-ɏ\d.,/\#]) (?<![A-Za-z]-)
    (?P<prefix>[{CURRENCIES}]|\+(?=\d))?\s?
    (?P<number>\d{{1,3}}(?:[,.\u00a0\u202f\x20]\d{{3}})+(?:[.,]\d{{1,2}})?|\d+(?:[.,]\d+)?
      |\b(?:{_WORDS})\b(?=\s(?:thousand|million|billion|Millionen|millones|percent|per\scent)))
    (?P<scale>\s?(?:{_SCALE}))?
    (?P<suffix>\s?%|\s(?:percent|per\scent|Prozent|por\sciento|pour\scent|per\scento|por\scento)\b
      |\s?[x×](?!\w)|\+(?!\d)|(?:\s?(?:{_MONEY})|-?\s?(?:{_TIMES}))(?!\w)|(?:{_DENSE})
      |\s(?:degrees|Grad|grados|degrés|km|kg|km/h|mph|Mbit/s|GB|miles|litres?|liters?)(?!\w)
      |\s?°[CF]?)?
    (?![\d/:]|[.,]\d|-\w)
    """,
    re.VERBOSE,
)  # fmt: skip
_POINTED = frozenset(("en", "hi", "ja", "zh", "ko", "th", "he", "ar"))
"""Languages that write 1.5 with a point."""
_YEARS = range(1500, 2101)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount and where it stands."""

    figure: Figure
    start: int
    end: int

    @property
    def unit(self) -> str:
        """What it is counted in, in lower case and singular as far as simple rules go."""
        return self.figure.suffix.strip(" -+").lower()

    @property
    def size(self) -> float:
        """The value in the smallest unit of its kind, to compare it with others."""
        value = self.figure.value
        for word in self.unit.split():
            value *= _SCALES.get(word, 1.0) * _seconds(word)
        return value

    @property
    def is_bare(self) -> bool:
        """True for a number without anything that says what it counts."""
        return not (self.figure.prefix or self.figure.suffix or self.figure.grouping)


def amounts(text: str, language: str) -> list[Amount]:
    """Return the amounts in `text`, in order.

    Dates, times, telephone numbers, years, versions and addresses are none.
    """
    masked = _NOT_AMOUNTS.sub(lambda match: "\x00" * len(match.group()), text)
    return list(_amounts(masked, language))


def _amounts(masked: str, language: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(masked):
        figure = _figure(match, language)
        if figure is not None and not _is_year(figure, match["number"]):
            yield Amount(
                figure, match.start("prefix" if match["prefix"] else "number"), match.end()
            )


def _figure(match: re.Match[str], language: str) -> Figure | None:
    number, suffix = match["number"], (match["scale"] or "") + (match["suffix"] or "")
    if number.lower() in _SMALL:
        return Figure(value=float(_SMALL[number.lower()]), suffix=_short(suffix))
    read = _read(number, language)
    if read is None:
        return None
    value, decimals, separators = read
    return Figure(
        value=value, decimals=decimals, grouping=bool(separators[0] in number and value >= 1000),  # noqa: PLR2004
        prefix=match["prefix"] or "", suffix=_short(suffix), separators=separators,
    )  # fmt: skip


def _short(suffix: str) -> str:
    """Return a suffix as pictures show it: "percent" is a sign."""
    return re.sub(r"\s(?:percent|per cent|Prozent|por ciento|pour cent|per cento|por cento)$",
                  "%", suffix)  # fmt: skip


def _read(number: str, language: str) -> tuple[float, int, str] | None:
    """Return (value, decimals, separators) of a numeral; None when it cannot be told."""
    marks = [char for char in number if not char.isdigit()]
    usual = "." if language in _POINTED else ","
    group, point = ",." if usual == "." else ".,"
    if len(set(marks)) > 1:
        group, point = marks[0], marks[-1]
    elif marks and (len(marks) > 1 or (marks[0] != usual and len(number.split(marks[0])[1]) == 3)):  # noqa: PLR2004
        group = marks[0]
    elif marks:
        point = marks[0]
    whole, _, rest = number.partition(point)
    groups = whole.split(group)
    if any(len(part) != 3 for part in groups[1:]) or (group.isspace() and language == "en"):  # noqa: PLR2004
        return None
    return float(f"{''.join(groups)}.{rest or 0}"), len(rest), group + point


def _is_year(figure: Figure, number: str) -> bool:
    return number.isdigit() and int(number) in _YEARS and not (figure.prefix or figure.suffix)


def _seconds(word: str) -> float:
    stems = (word, word[:-1], word[:-2])
    return next((float(_SECONDS[stem]) for stem in stems if stem in _SECONDS), 1.0)
