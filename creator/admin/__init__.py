"""People, and what they keep."""

from creator.admin import creators

__all__ = ["creators"]
