"""What a library is asked for: a few telling words of a prompt, then fewer. Pure.

The prompt is expected to be search words already, the most telling first. A sentence is borne:
its small words are left out.
"""

import re

LONGEST = 100
"""Characters of a query; Pixabay takes no more."""
_COUNTS = (4, 2, 1)
_BETWEEN = re.compile(r"[\s.,;:!?…\"“”„«»()\[\]{}<>/|#@&+*=–—、。，；：？！؟،؛।·•「」『』（）]+")
_EDGES = "-'’‘_"
_SMALL = frozenset(
    (
        "a an the this that these those of to in on at by for from with without into over under "
        "and or but not no is are was were be it its we you they he she i our your their his her "
        "as so than then there here when where which who what how just only very "
        "der die das den dem des ein eine einen einem einer und oder aber mit von vom zu zum zur "
        "im am auf aus bei nach für durch ist sind war nicht sich wir ihr sie es ich "
        "el la los las un una unos unas y o de del al en con por para que es son se su sus no "
        "le les des du et ou dans avec pour sur qui est sont ce cette nous vous ils elles "
        "il lo gli i e di della dei da nel nella per tra si è sono uma um os as da do na com são"
    ).split()
)


def queries(prompt: str) -> tuple[str, ...]:
    """Return what to search for, the most exact first; empty when `prompt` holds no words."""
    words = _words(prompt)
    tried = (" ".join(words[:count])[:LONGEST].strip() for count in _COUNTS)
    return tuple(dict.fromkeys(filter(None, tried)))


def _words(prompt: str) -> list[str]:
    parts = (part.strip(_EDGES).casefold() for part in _BETWEEN.split(prompt))
    said = [part for part in parts if any(char.isalpha() for char in part)]
    return list(dict.fromkeys([part for part in said if part not in _SMALL] or said))
