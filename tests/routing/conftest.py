"""An installation with vendors that only declare."""

from tests.routing.vendors import vendors

__all__ = ["vendors"]
