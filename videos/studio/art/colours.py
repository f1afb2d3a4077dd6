"""Contrast of colours, as WCAG 2.2 defines it (relative luminance of sRGB)."""

from videos.studio.art import RGB

READABLE = 4.5
"""Success criterion 1.4.3 for text of ordinary size."""


def contrast(one: RGB, two: RGB) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def readable_on(ground: RGB, ink: RGB) -> bool:
    """Say whether text of a colour can be read on a ground."""
    return contrast(ground, ink) >= READABLE


def _luminance(colour: RGB) -> float:
    red, green, blue = (_linear(value / 255) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
