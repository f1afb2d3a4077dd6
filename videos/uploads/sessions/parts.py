"""How a file is cut into parts: all of one size but the last, as some services demand. Pure."""

PART_BYTES = 8 * 1024 * 1024
"""Of every part but the last; a broken line costs no more than one."""


def count_of(size: int) -> int:
    """Return how many parts a file of `size` bytes has."""
    return -(-size // PART_BYTES)


def size_of(number: int, size: int) -> int:
    """Return how many bytes part `number`, counted from 1, of a file of `size` bytes has."""
    return min(PART_BYTES, size - (number - 1) * PART_BYTES)


def missing(there: dict[int, int], size: int) -> list[int]:
    """Return the parts of a file of `size` bytes that are not `there` as they should be."""
    numbers = range(1, count_of(size) + 1)
    return [number for number in numbers if there.get(number) != size_of(number, size)]
