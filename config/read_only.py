"""Admin pages that show and never change."""

from typing import Any

from django.http import HttpRequest


class ReadOnly:
    """Mixed into an admin page of rows that only the product writes."""

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Nobody adds rows by hand."""
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Nobody changes rows by hand."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Nobody deletes rows by hand."""
        return False
