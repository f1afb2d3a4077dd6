"""Numbers of bytes in templates."""

from django import template

from videos.models.upload import readable_size

register = template.Library()


@register.filter
def size(value: int) -> str:
    """Return a number of bytes as people read it: "2.3 MB"."""
    return readable_size(value)
