"""Pages by cursor: stable while new videos arrive."""

from rest_framework.pagination import CursorPagination


class VideoCursor(CursorPagination):
    """Newest first; `limit` is 1 to 100."""

    ordering = "-id"
    page_size = 20
    page_size_query_param = "limit"
    max_page_size = 100
