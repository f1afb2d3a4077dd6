"""Reads the fields of an order one by one, and collects what is wrong with them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from videos.scripting.cleaning import clean_line, letters

_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass
class Form:
    """Reads fields one by one; `errors` maps the name of each wrong one to sentences."""

    data: Mapping[str, object]
    errors: dict[str, list[str]] = field(default_factory=dict)

    def wrong(self, name: str, sentence: str) -> None:
        """Note that the field `name` is wrong, in a `sentence` with a remedy."""
        self.errors.setdefault(name, []).append(sentence)

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Note every field that is not `known`."""
        for name in self.data:
            if name not in known:
                self.wrong(name, f"There is no field {name!r}. Known are: {', '.join(known)}.")

    def text(self, name: str) -> str:
        """Return a text; empty when it is missing or wrong."""
        value = self.data.get(name) or ""
        if not isinstance(value, str):
            self.wrong(name, "This must be text.")
            return ""
        if "\0" in value:
            self.wrong(name, "This contains a null character. Remove it and send the text again.")
            return ""
        return value

    def line(self, name: str, shortest: int, longest: int, *, what: str) -> str:
        """Return a text on one line, cleaned, of `shortest` to `longest` characters."""
        line = clean_line(self.text(name))
        if name not in self.errors and not shortest <= len(line) <= longest:
            self.wrong(name, f"Enter {what} of {shortest} to {longest} characters.")
        elif name not in self.errors and not letters(line):
            self.wrong(name, f"Enter {what} with at least one letter or digit.")
        return line

    def choice(self, name: str, allowed: Collection[str], default: str) -> str:
        """Return one of `allowed`; `default` when it is missing or wrong."""
        value = self.data.get(name)
        if value is None or value == "":
            return default
        if not isinstance(value, str) or value not in allowed:
            self.wrong(name, f"Choose one of: {', '.join(allowed)}.")
            return default
        return value

    def colour(self, name: str) -> str:
        """Return a colour as "#4a3aff"; empty when it is missing or wrong."""
        value = self.text(name).strip().lower()
        if value and not _COLOUR.fullmatch(value):
            self.wrong(name, "Enter a colour as # and six hexadecimal digits, such as #4a3aff.")
            return ""
        return value

    def boolean(self, name: str, *, default: bool) -> bool:
        """Return true or false; `default` when it is missing or wrong."""
        value = self.data.get(name, default)
        if not isinstance(value, bool):
            self.wrong(name, "This must be true or false.")
            return default
        return value
